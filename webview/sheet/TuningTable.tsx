import { accuracyWords, gainWords, type Judged } from '../../src/core/tuning';
import { usePanel } from '../context';
import { sameJson } from '../state/equal';
import { scaleOf } from './scale';

/** The chart is the table: a dot and its standard error in each row, over the band of what was trained without variants. */
export function TuningTable({ judged }: { readonly judged: readonly Judged[] }) {
  const { model, dispatch } = usePanel();
  const draft = model.history.now;
  const { at, ticks } = scaleOf(judged);
  const [none] = judged as readonly [Judged, ...Judged[]];
  const uses = judged.some(({ recipe }) => recipe && !sameJson(recipe.steps, draft.recipe.steps));
  return (
    <div class="tune__frame">
      <table class="tune__table">
        <thead>
          <tr>
            <th scope="col">Variants</th>
            <th scope="col" class="tune__wide">
              Accuracy, ± one standard error
            </th>
            <th scope="col" class="num">
              Accuracy
            </th>
            <th scope="col" class="num">
              Gain in points
            </th>
            {uses && (
              <th scope="col">
                <span class="sr-only">Take over</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {judged.map((one) => {
            const now = one.recipe !== undefined && sameJson(one.recipe.steps, draft.recipe.steps);
            const kind = one.gain?.verdict === 'hurts' ? 'worse' : one.gain?.verdict === 'helps' ? 'better' : 'even';
            return (
              <tr key={one.name} class={`tune__row tune__row--${kind}`} aria-current={now ? 'true' : undefined}>
                <th scope="row">
                  {one.name}
                  {now && one.name !== 'with this recipe' && <span class="tune__tag">now</span>}
                </th>
                <td class="tune__wide">
                  <Whisker one={one} none={none} at={at} />
                </td>
                <td class="num">{accuracyWords(one)}</td>
                <td class="num">{one.gain ? `${gainWords(one.gain)}${marks[one.gain.verdict]}` : '–'}</td>
                {uses && (
                  <td class="num">
                    {one.recipe && !now && (
                      <button
                        type="button"
                        class="link"
                        aria-label={`Use ${one.name}`}
                        onClick={() =>
                          dispatch({
                            do: 'take draft',
                            draft: { ...draft, recipe: { ...draft.recipe, steps: one.recipe!.steps } },
                          })
                        }
                      >
                        Use
                      </button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
          <tr class="tune__scale">
            <td />
            <td class="tune__wide">
              <div class="tune__axis" aria-hidden="true">
                {ticks.map((tick) => (
                  <span key={tick} style={{ left: `${at(tick)}%` }}>
                    {Math.round(100 * tick)} %
                  </span>
                ))}
              </div>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Colour is not the only sign. */
const marks = { helps: ' ▲', hurts: ' ▼', 'no gain seen': '' } as const;

interface WhiskerProps {
  readonly one: Judged;
  readonly none: Judged;
  at(share: number): number;
}

function Whisker({ one, none, at }: WhiskerProps) {
  const [low, high] = [at(none.mean - none.error), at(none.mean + none.error)];
  return (
    <svg class="tune__chart" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      <rect class="tune__band" x={low} width={Math.max(0, high - low)} y={0} height={30} />
      <line
        class="tune__base"
        x1={at(none.mean)}
        x2={at(none.mean)}
        y1={0}
        y2={30}
        vector-effect="non-scaling-stroke"
      />
      <line
        class="tune__whisker"
        x1={at(one.mean - one.error)}
        x2={at(one.mean + one.error)}
        y1={15}
        y2={15}
        vector-effect="non-scaling-stroke"
      />
      <line class="tune__dot" x1={at(one.mean)} x2={at(one.mean)} y1={15} y2={15} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
