import type { TextChange, TextTile, TextView } from '../../../src/protocol-tiles';
import type { Aside } from '../shown';

export interface ShownText extends Pick<TextTile, 'kind' | 'before' | 'after' | 'changes'> {
  readonly aside?: Aside;
}

export function openText({ kind, before, after, changes, notes }: TextTile): ShownText {
  const kept = after.spans.length;
  const what = after.spans.some(({ name }) => name) ? ['entity', 'entities'] : ['span', 'spans'];
  const spans = kept > 0 ? [`${kept} ${what[kept === 1 ? 0 : 1]} kept`] : [];
  const all = [...notes, ...spans];
  const aside = all.length > 0 ? { words: all[0]!, title: all.join('\n') } : undefined;
  return { kind, before, after, changes, aside };
}

/** A piece of a text that is all of one kind. */
export interface Piece {
  readonly text: string;
  /** Inside a span that a label names. */
  readonly named: boolean;
  /** What the span that ends here is labelled as: "PERSON". */
  readonly kind?: string;
  /** The change that it belongs to. */
  readonly change?: TextChange;
}

/** Its beginning and its end, where a piece is longer than one wants to read. */
const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most / 2)} […] ${text.slice(-most / 2)}` : text;

/** A text cut where a change or a span begins or ends. */
export function piecesOf(
  { text, spans }: TextView,
  changes: readonly TextChange[],
  side: 'before' | 'after',
): readonly Piece[] {
  const edges = [...spans, ...changes.map((change) => change[side])].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i]!;
    const holds = (span: { readonly start: number; readonly end: number }) => span.start <= start && end <= span.end;
    const change = changes.find((one) => holds(one[side]));
    const kind = spans.flatMap((span) => (span.end === end && span.start < end ? (span.name ?? []) : [])).join(', ');
    return {
      text: shortened(text.slice(start, end), change ? 1200 : 300),
      named: spans.some(holds),
      ...(kind && { kind }),
      ...(change && { change }),
    };
  });
}
