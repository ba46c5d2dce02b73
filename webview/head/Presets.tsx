import type { PresetInfo } from '../../src/protocol';
import { usePanel } from '../context';

const own = 'own';
const saveAs = 'save as';
const named = (preset: Pick<PresetInfo, 'name'>): string => `preset ${preset.name}`;

/** The preset from which the draft started. Native select: the toolkit's dropdown has no groups. */
export function Presets({ onSaveAs }: { onSaveAs(): void }) {
  const { model, problems, dirty, dispatch } = usePanel();
  const draft = model.history.now;
  const fitting = model.host.presets.filter((p) => p.recipe.modality === draft.recipe.modality);
  const yours = fitting.filter((p) => p.origin === 'settings');
  const builtIn = fitting.filter((p) => p.origin === 'built in' && !yours.some((y) => y.name === p.name));
  const presets = [...yours, ...builtIn]; // one of the user's stands for the built-in one of its name
  const known = presets.find((p) => p.name === draft.preset);
  const value = known ? named(known) : own;
  const sections = [
    ['In your settings', yours],
    ['Built in', builtIn],
  ] as const;
  return (
    <>
      <label class="preset__label" htmlFor="preset">
        Preset
      </label>
      <div class="select preset__picker">
        <select
          class="select__control"
          id="preset"
          aria-label={dirty ? 'Preset, with unsaved changes' : 'Preset'}
          value={value}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const preset = presets.find((p) => named(p) === chosen);
            if (preset) dispatch({ do: 'take draft', draft: { ...draft, recipe: preset.recipe, preset: preset.name } });
            event.currentTarget.value = preset ? chosen : value;
            if (chosen === saveAs) onSaveAs();
          }}
        >
          {!known && <option value={own}>{draft.preset ?? 'This folder’s own'}</option>}
          {sections.map(
            ([label, list]) =>
              list.length > 0 && (
                <optgroup key={label} label={label}>
                  {list.map((p) => (
                    <option key={p.name} value={named(p)}>
                      {p.name}
                    </option>
                  ))}
                </optgroup>
              ),
          )}
          <option value={saveAs} disabled={problems.length > 0}>
            Save as preset…
          </option>
        </select>
        {dirty && <span class="dirty" title="Unsaved changes" />}
      </div>
    </>
  );
}
