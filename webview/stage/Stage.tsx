import { useEffect, useRef, useState } from 'preact/hooks';
import { sampleWords } from '../../src/core/modality';
import { usePanel } from '../context';
import { shownMode } from '../state/model';
import { lastGoodRecipe } from '../state/problems';
import { Ghosts, NoTexts, NothingHere, Refused, Waiting } from '../states/States';
import { Points } from './embedding/Points';
import { TileGrid } from './TileGrid';
import { Toolbar } from './Toolbar';
import { useColumns } from './useColumns';
import { useSamples } from './useSamples';
import { useTiles } from './useTiles';

/** The preview: real samples before and after, or what stands in their way. */
export function Stage() {
  const { model, problems, setBroken } = usePanel();
  const { dataset } = model.host;
  const { choice, recipe } = model.history.now;
  const refused = dataset.state === 'ready' && dataset.evaluation && !choice.allowEvaluationData;
  const shown = dataset.state === 'ready' && !refused;
  const read = dataset.state === 'ready' ? dataset.columns : undefined;
  const key = shown ? [dataset.title, dataset.facts, read?.text, read?.label].join('\n') : undefined;
  const stage = useRef<HTMLElement>(null);
  const { samples, another } = useSamples(key);

  const good = problems.length === 0 ? recipe : lastGoodRecipe(model);
  const work = shown && good ? { recipe: good, variant: model.view.variant } : undefined;
  const tiles = useTiles(work, key ?? '');
  const wide = useColumns(stage, model.view.columns, samples?.length ?? model.view.count);
  const columns = recipe.modality === 'text' || recipe.modality === 'embedding' ? 1 : wide;
  const [focused, setFocused] = useState<string>();
  const none = samples?.length === 0;
  const broken = samples?.filter((s) => tiles.views.get(s.source)?.problem !== undefined).length ?? 0;
  useEffect(() => setBroken(broken), [broken]);
  return (
    <section class="panel__stage stage" aria-label="Preview" data-region="stage" ref={stage}>
      {refused && dataset.evaluation ? (
        <Refused title={dataset.title} evaluation={dataset.evaluation} modality={dataset.modality} />
      ) : (
        <>
          <Toolbar />
          {dataset.state === 'loading' && <Waiting title={dataset.title} counted={dataset.counted} />}
          {none && read && read.text === undefined && dataset.state === 'ready' ? (
            <NoTexts title={dataset.title} names={read.names} />
          ) : none ? (
            <NothingHere what={sampleWords[recipe.modality][1]} />
          ) : (
            <div class="stage__body" data-compare={shownMode(recipe.modality, model.view.compare)}>
              {samples && recipe.modality === 'embedding' ? (
                <Points
                  samples={samples}
                  tiles={tiles}
                  focused={focused}
                  compare={shownMode(recipe.modality, model.view.compare)}
                  variant={model.view.variant}
                >
                  <TileGrid samples={samples} tiles={tiles} columns={1} onAnother={another} onFocus={setFocused} />
                </Points>
              ) : samples ? (
                <TileGrid samples={samples} tiles={tiles} columns={columns} onAnother={another} />
              ) : (
                <Ghosts count={model.view.count} columns={columns} />
              )}
            </div>
          )}
        </>
      )}
    </section>
  );
}
