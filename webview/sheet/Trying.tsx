import { useMemo, useState } from 'preact/hooks';
import { axesText, gridOf, proposedAxes, readAxes } from '../../src/core/grid';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { NumberBox } from '../parts/NumberBox';
import { counted } from '../state/words';

/** Trainings of each recipe. */
export const usualSeeds = 5;

/** Which values to try, how often, and the button that starts. */
export function Trying() {
  const { model, catalogue, problems, host, tell } = usePanel();
  const { recipe } = model.history.now;
  const proposed = useMemo(() => axesText(proposedAxes(recipe, catalogue)), [recipe.steps]);
  const [typed, setTyped] = useState<string>();
  const [seeds, setSeeds] = useState(usualSeeds);
  const grid = typed ?? proposed;
  const read = useMemo(() => {
    try {
      return { recipes: gridOf(recipe, readAxes(grid, recipe, catalogue), catalogue).length };
    } catch (error) {
      return { problem: (error as Error).message };
    }
  }, [grid, recipe]);
  const trainings = 'recipes' in read ? (read.recipes! + 2) * seeds : 0;
  const valid = problems.length === 0 && read.problem === undefined && seeds >= 2 && seeds <= 100;
  const start = () => valid && tell(host.call('tune', { recipe, grid, seeds }));
  return (
    <div class="trying">
      <label class="trying__label" for="trying-grid">
        Values to try, in all combinations
      </label>
      <input
        class="input trying__grid"
        id="trying-grid"
        type="text"
        spellcheck={false}
        autoComplete="off"
        value={grid}
        aria-describedby="trying-help"
        aria-invalid={read.problem !== undefined}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && !event.metaKey && start()}
      />
      <p class="trying__help quiet" id="trying-help">
        {read.problem ?? 'A parameter and its values, as in sigma=0.1,0.5 features=0.5,1. A range is 0.1..0.3.'}
      </p>
      <div class="trying__row">
        <span class="quiet">Seeds</span>
        <NumberBox
          label="Seeds"
          value={seeds}
          step={1}
          min={2}
          max={100}
          invalid={seeds < 2 || seeds > 100}
          onNumber={setSeeds}
          onUnread={() => {}}
          onSettle={() => setSeeds(Math.round(Math.min(100, Math.max(2, seeds))))}
        />
        <Button disabled={!valid} onClick={start}>
          Try Them
        </Button>
        <span class="quiet">{valid && counted(trainings, 'training', 'trainings')}</span>
      </div>
    </div>
  );
}
