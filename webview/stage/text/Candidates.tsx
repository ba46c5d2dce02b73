import type { RefObject } from 'preact';
import type { TextChange } from '../../../src/protocol-tiles';
import { Icon } from '../../parts/Icon';
import { Popover } from '../../parts/Popover';

const mostShown = 8;

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly was: string;
  readonly drawn: string;
  readonly change: TextChange;
  onClose(): void;
}

/** What could have stood in place of a word, with shares; the drawn one is ticked. */
export function Candidates({ anchor, was, drawn, change, onClose }: Props) {
  const { candidates = [], wordClass, leftOut } = change;
  const isDrawn = (text: string) => text.toLowerCase() === drawn.toLowerCase();
  const first = candidates.slice(0, mostShown);
  const shown = first.some(({ text }) => isDrawn(text))
    ? first
    : [...first.slice(1), ...candidates.filter(({ text }) => isDrawn(text))];
  const more = candidates.length - shown.length;
  return (
    <Popover anchor={anchor} label={`Candidates for ${was}`} role="dialog" class="candidates" onClose={onClose}>
      <h3 class="candidates__title">
        <q>{was}</q>
        {wordClass && `, ${wordClass}`}
      </h3>
      {shown.map(({ text, share }) => (
        <div key={text} class={isDrawn(text) ? 'candidate candidate--drawn' : 'candidate'}>
          {isDrawn(text) ? <Icon name="check" /> : <span />}
          <span>{text}</span>
          <span class="candidate__bar" style={{ '--share': share }} />
          <span class="candidate__share">{Math.round(share * 100)} %</span>
        </div>
      ))}
      {more > 0 && <p class="candidates__note">and {more} more</p>}
      {leftOut && (
        <p class="candidates__note">
          Left out: <q>{leftOut.text}</q>, {leftOut.because}
        </p>
      )}
    </Popover>
  );
}
