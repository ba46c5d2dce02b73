import { useRef, useState } from 'preact/hooks';
import { usePanel } from '../context';
import { IconButton } from '../parts/IconButton';
import { Menu, type MenuItem } from '../parts/Menu';
import { usualSeeds } from '../sheet/Trying';
import { shortcut } from '../shortcut';
import { Presets } from './Presets';

/** The folder, its facts, and what is done with the recipe as a whole. */
export function Head() {
  const { model, problems, dirty, dispatch, host, tell, save } = usePanel();
  const { dataset, saved, presets } = model.host;
  const { recipe, preset } = model.history.now;
  const [menu, setMenu] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const facts = dataset.state === 'ready' ? dataset.facts : dataset.state === 'loading' ? 'still counting' : '';
  const own = presets.find((p) => p.name === preset && p.origin === 'settings');

  const saveAs = async () => {
    const name = await host.call('saveAsPreset', { recipe });
    if (name !== undefined) dispatch({ do: 'preset name', preset: name });
  };
  const remove = async (name: string) => {
    if (await host.call('deletePreset', { name })) dispatch({ do: 'preset name', preset: undefined });
  };
  const items: readonly MenuItem[] = [
    { label: 'Save', keys: shortcut('S'), disabled: problems.length > 0, onSelect: save },
    { label: 'Save as Preset…', disabled: problems.length > 0, onSelect: () => tell(saveAs()) },
    {
      label: 'Revert to Saved',
      disabled: !saved || !dirty,
      onSelect: () => saved && dispatch({ do: 'take draft', draft: { ...model.history.now, ...saved } }),
    },
    {
      label: own ? `Delete Preset “${own.name}”…` : 'Delete Preset…',
      disabled: !own,
      onSelect: () => own && tell(remove(own.name)),
    },
    {
      label: 'Does It Help?',
      starts: true,
      disabled: problems.length > 0 || dataset.state !== 'ready',
      onSelect: () => {
        tell(host.call('act', { action: 'showTuning' }));
        tell(host.call('tune', { recipe, grid: '', seeds: usualSeeds }));
      },
    },
    {
      label: 'Tune on Validation Data…',
      disabled: problems.length > 0 || dataset.state !== 'ready',
      onSelect: () => tell(host.call('act', { action: 'showTuning' })),
    },
    { label: 'Edit in settings.json', starts: true, onSelect: () => tell(host.call('editSettings')) },
  ];
  return (
    <header class="panel__head head" data-region="head">
      <div class="head__title">
        <h1 class="head__folder" title={dataset.title}>
          {dataset.title}
        </h1>
        <span class="head__facts" title={facts}>
          {facts}
        </span>
      </div>
      <div class="preset">
        <Presets onSaveAs={() => tell(saveAs())} />
        <IconButton
          icon="discard"
          label={`Undo (${shortcut('Z')})`}
          disabled={model.history.past.length === 0}
          onClick={() => dispatch({ do: 'undo' })}
        />
        <IconButton
          icon="redo"
          label={`Redo (${shortcut('Shift+Z')})`}
          disabled={model.history.future.length === 0}
          onClick={() => dispatch({ do: 'redo' })}
        />
        <IconButton
          icon="ellipsis"
          label="More: save, save as preset, revert, delete, does it help, tune, edit in settings.json"
          menu
          expanded={menu}
          elementRef={more}
          onClick={() => setMenu(!menu)}
        />
      </div>
      {menu && <Menu anchor={more} label="Recipe" items={items} onClose={() => setMenu(false)} />}
    </header>
  );
}
