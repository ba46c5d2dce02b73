import { bytesWords } from '../../src/core/bytes';
import { sampleWords } from '../../src/core/modality';
import type { Estimate } from '../../src/core/run';
import { usePanel } from '../context';
import { Icon } from '../parts/Icon';
import { NumberBox } from '../parts/NumberBox';
import { variants } from '../state/settings';
import { counted, folderName, listWords } from '../state/words';
import { FolderChoice } from './FolderChoice';

/** The estimate in one sentence, for screen readers. */
export function estimateWords({ variants: count, bytes, out, refusal }: Estimate): string {
  if (refusal) return `Nothing will be written: ${refusal.reason}`;
  return `${counted(count, 'variant', 'variants')}, about ${bytesWords(bytes)}, into ${folderName(out)}`;
}

/** What a run will write, before it is run, editable in place. */
export function EstimateSentence({ estimate }: { readonly estimate: Estimate }) {
  const { model, dispatch } = usePanel();
  const { recipe, choice } = model.history.now;
  const { refusal, warnings, untouched } = estimate;
  const { dataset } = model.host;
  const [one, many] = sampleWords[recipe.modality];
  if (refusal?.kind === 'evaluation data') {
    const part = dataset.state === 'ready' ? dataset.title.split(' › ').at(-1) : undefined;
    return (
      <>
        <span title={refusal.reason}>Nothing will be written: {part ?? 'this'} is evaluation data</span>
        <AllowEvaluationData words="Augment it anyway" reason={refusal.reason} />
      </>
    );
  }
  if (refusal) {
    return (
      <>
        <Icon name="error" />
        <span>
          <strong>{refusal.reason}</strong>
        </span>
        {(refusal.kind === 'output folder' || refusal.kind === 'disk space') && (
          <span>
            into <FolderChoice out={estimate.out} />
          </span>
        )}
      </>
    );
  }
  return (
    <>
      <span class="bar__count">
        {counted(estimate.sources, one, many)} ×{' '}
        <NumberBox
          id="variants"
          label={`Variants of each ${one}`}
          value={recipe.variants}
          unread={model.unread.variants}
          step={1}
          min={variants.min}
          max={variants.max}
          onNumber={(value) => dispatch({ do: 'set recipe', values: { variants: value } })}
          onUnread={(text) => dispatch({ do: 'unread', path: 'variants', text })}
          onSettle={() => dispatch({ do: 'settle' })}
        />{' '}
        {recipe.balance && <span title="Each class is brought up to the largest">or more, balanced </span>}→{' '}
        <strong>{counted(estimate.variants, 'variant', 'variants')}</strong>
      </span>
      <span>
        <span class="select select--plain">
          <select
            class="select__control"
            aria-label="Originals"
            value={String(choice.onlyVariants)}
            onChange={(event) =>
              dispatch({ do: 'set choice', choice: { onlyVariants: event.currentTarget.value === 'true' } })
            }
          >
            <option value="false">and the originals</option>
            <option value="true">only the variants</option>
          </select>
        </span>
      </span>
      <span>
        about {bytesWords(estimate.bytes)} of {bytesWords(estimate.freeBytes)} free
      </span>
      <span>
        into <FolderChoice out={estimate.out} />
      </span>
      {untouched.length > 0 && (
        <span>
          {listWords(untouched, 'and')} {untouched.length === 1 ? 'stays as it is' : 'stay as they are'}
        </span>
      )}
      {choice.allowEvaluationData && (
        <AllowEvaluationData
          words="evaluation data is augmented: scores will look better than they are"
          reason="Evaluation data is augmented too."
        />
      )}
      {warnings.length > 0 && (
        <span class="bar__warning" title={warnings.join('\n')}>
          <Icon name="warning" /> {warnings[0]}
          {warnings.length > 1 && ` (and ${warnings.length - 1} more)`}
        </span>
      )}
    </>
  );
}

/** The explicit override of the leakage guard. */
function AllowEvaluationData({ words, reason }: { readonly words: string; readonly reason: string }) {
  const { model, dispatch } = usePanel();
  return (
    <label class="bar__override" title={reason}>
      <input
        class="checkbox"
        type="checkbox"
        checked={model.history.now.choice.allowEvaluationData}
        onChange={(event) =>
          dispatch({ do: 'set choice', choice: { allowEvaluationData: event.currentTarget.checked } })
        }
      />
      {words}
    </label>
  );
}
