import { useRef, useState } from 'preact/hooks';
import type { TextChange } from '../../../src/protocol-tiles';
import type { BodyProps } from '../TileBody';
import { Candidates } from './Candidates';
import { type Piece, piecesOf, type ShownText } from './text-tile';

/** A text before and after, in two columns or in one line; a changed word shows what else could have stood there. */
export function TextPair({ shown, split }: BodyProps<ShownText>) {
  const { before, after, changes } = shown;
  const [entered, setEntered] = useState(false);
  const own = piecesOf(before, changes, 'before');
  const made = piecesOf(after, changes, 'after');
  const word = (piece: Piece, key: number) => <Word key={key} piece={piece} before={before.text} reachable={entered} />;
  return (
    <div
      class={split === 1 ? 'text text--before' : 'text'}
      onFocusCapture={() => setEntered(true)}
      onBlurCapture={(event) => setEntered(event.currentTarget.contains(event.relatedTarget as Node | null))}
    >
      <p class="text__body text__body--before">{own.map((piece, i) => plain(piece, i))}</p>{' '}
      <p class="text__body text__body--after">{made.map(word)}</p>{' '}
      <p class="text__body text__body--line">
        {made.map((piece, i) => [
          piece.change && <Removed key={`was ${i}`} change={piece.change} text={before.text} />,
          plain(piece, i, true),
        ])}
      </p>{' '}
    </div>
  );
}

const Removed = ({ change, text }: { readonly change: TextChange; readonly text: string }) => (
  <del class="word-removed">{text.slice(change.before.start, change.before.end)}</del>
);

function plain({ text, named, kind, change }: Piece, key: number, added = false) {
  if (change) {
    return added ? (
      <ins key={key} class="word-added">
        {text}
      </ins>
    ) : (
      <del key={key} class="word-removed">
        {text}
      </del>
    );
  }
  return (
    <span key={key}>
      <span class={named ? 'entity' : undefined}>{text}</span>
      {kind && <span class="entity__kind">{kind}</span>}
    </span>
  );
}

interface WordProps {
  readonly piece: Piece;
  readonly before: string;
  readonly reachable: boolean;
}

/** A word of the text after: a button where it was chosen among others. */
function Word({ piece, before, reachable }: WordProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { text, change } = piece;
  if (!change?.candidates) return plain(piece, 0, true);
  const was = before.slice(change.before.start, change.before.end);
  return (
    <>
      <button
        type="button"
        class="word-added"
        ref={button}
        tabIndex={reachable ? 0 : -1}
        aria-expanded={open}
        aria-description={`in place of ${was}; ${change.candidates.length} candidates`}
        onPointerEnter={() => setOpen(true)}
        onPointerLeave={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (open) setOpen(false);
          else button.current?.closest<HTMLElement>('[data-source]')?.focus();
        }}
      >
        {text}
      </button>
      {open && <Candidates anchor={button} was={was} drawn={text} change={change} onClose={() => setOpen(false)} />}
    </>
  );
}
