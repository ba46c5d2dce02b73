import { usePanel } from '../context';
import { Choice } from '../parts/Choice';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import { NumberBox } from '../parts/NumberBox';
import { Slider } from '../parts/Slider';
import { type CompareMode, modesOf, shownMode } from '../state/model';
import { problemsAt } from '../state/problems';
import { seed } from '../state/settings';

const modeWords: Readonly<Record<CompareMode, { readonly words: string; readonly icon: string }>> = {
  arrows: { words: 'Arrows', icon: 'arrow-right' },
  divider: { words: 'Divider', icon: 'arrow-both' },
  side: { words: 'Side by side', icon: 'split-horizontal' },
  line: { words: 'In one line', icon: 'diff' },
  after: { words: 'After', icon: 'eye' },
};
const counts = [6, 9, 12];
const mostColumns = 6;

/** Which samples, which variant, and how they are compared. */
export function Toolbar() {
  const { model, problems, dispatch } = usePanel();
  const { view, unread } = model;
  const { recipe } = model.history.now;
  const set = (values: Partial<typeof view>) => dispatch({ do: 'view', view: values });
  const ways = modesOf[recipe.modality];
  const last = Math.max(1, Math.floor(recipe.variants) || 1);
  return (
    <div class="toolbar" role="toolbar" aria-label="Preview">
      <div class="toolbar__group">
        <label class="toolbar__label toolbar__label--soft" htmlFor="samples">
          Samples
        </label>
        <span class="select">
          <select
            class="select__control"
            id="samples"
            value={view.count}
            onChange={(event) => set({ count: Number(event.currentTarget.value) })}
          >
            {counts.map((n) => (
              <option key={n} value={n}>
                {n}
              </option>
            ))}
          </select>
        </span>
        <button
          type="button"
          class="text-button"
          title="Draw other samples, spread over the classes"
          onClick={() => set({ shuffle: view.shuffle + 1, picked: {} })}
        >
          <Icon name="arrow-swap" />
          <span>Shuffle</span>
        </button>
      </div>
      <span class="toolbar__rule" />
      <div class="toolbar__group">
        <label class="toolbar__label" htmlFor="seed">
          Seed
        </label>
        <NumberBox
          id="seed"
          label="Seed"
          value={recipe.seed}
          unread={unread.seed}
          step={1}
          min={seed.min}
          max={seed.max}
          invalid={problemsAt(problems, 'seed').length > 0}
          describedBy="bar-text"
          onNumber={(value) => dispatch({ do: 'set recipe', values: { seed: value } })}
          onUnread={(text) => dispatch({ do: 'unread', path: 'seed', text })}
          onSettle={() => dispatch({ do: 'settle' })}
        />
      </div>
      <div class="toolbar__group">
        <span class="toolbar__label toolbar__label--soft" id="variant-label">
          Variant
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a stepper is no fieldset */}
        <div class="stepper" role="group" aria-labelledby="variant-label">
          <IconButton
            icon="chevron-left"
            label="Previous variant"
            disabled={view.variant <= 1}
            onClick={() => set({ variant: view.variant - 1 })}
          />
          <span class="stepper__value" role="status">
            {view.variant} of {last}
          </span>
          <IconButton
            icon="chevron-right"
            label="Next variant"
            disabled={view.variant >= last}
            onClick={() => set({ variant: view.variant + 1 })}
          />
        </div>
      </div>
      <span class="toolbar__spacer" />
      {ways.length > 1 && (
        <div class="toolbar__group">
          <Choice
            name="compare"
            label="Compare"
            compact
            options={ways.map((value) => ({ value, ...modeWords[value] }))}
            value={shownMode(recipe.modality, view.compare)}
            onChoose={(compare) => set({ compare })}
          />
        </div>
      )}
      {recipe.modality !== 'text' && recipe.modality !== 'embedding' && <TileSize />}
    </div>
  );
}

/** How wide tiles are: how many stand in a row. */
function TileSize() {
  const { model, dispatch } = usePanel();
  const { columns } = model.view;
  const inRow = `${columns} ${columns === 1 ? 'tile' : 'tiles'} in a row`;
  return (
    <div class="toolbar__group zoom">
      <Slider
        span={[1, mostColumns]}
        step={1}
        title="Tile size"
        onSettle={() => {}}
        thumbs={[
          {
            label: 'Tile size',
            value: mostColumns + 1 - columns,
            min: 1,
            max: mostColumns,
            text: inRow,
            onMove: (size) => dispatch({ do: 'view', view: { columns: mostColumns + 1 - Math.round(size) } }),
          },
        ]}
      />
    </div>
  );
}
