import { Fragment } from 'preact';
import { Icon } from '../parts/Icon';
import type { DrawnWords } from './drawn';
import type { TileView } from './useTiles';

/** What was drawn for a tile, the chosen step's words bright. */
export function DrawnSentence(props: {
  readonly words: readonly DrawnWords[];
  readonly sentence: string;
  readonly view?: TileView;
}) {
  const { words, sentence, view } = props;
  if (!view) {
    return (
      <p class="drawn" aria-hidden="true">
        <span class="ghost ghost--long" />
        <span class="ghost ghost--short" />
      </p>
    );
  }
  if (view.problem) return <p class="drawn">Not drawn</p>;
  if (words.length === 0) return <p class="drawn">as the original</p>;
  return (
    <p class="drawn" title={sentence}>
      {words.map(({ text, now, skipped }, i) => (
        <Fragment key={text}>
          {i > 0 && ' · '}
          <span class={skipped ? 'drawn__now drawn__skipped' : now ? 'drawn__now' : undefined}>
            {skipped && <Icon name="circle-slash" />}
            {text}
          </span>
        </Fragment>
      ))}
    </p>
  );
}
