/** Offsets into a text, in UTF-16 units; the end is not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of a label, with what the label says: "PERSON". */
export interface NamedSpan extends Span {
  readonly name?: string;
}

/** One replacement in a text: what stood there and what stands there now. An insertion has nothing before. */
export interface Edit {
  readonly at: number;
  readonly was: string;
  readonly now: string;
}

/** Edits in the order of their places, as every function here wants them. */
export const inOrder = (edits: readonly Edit[]): readonly Edit[] => [...edits].sort((a, b) => a.at - b.at);

/** True when a place is touched by an edit. */
export const touches = ({ at, was }: Edit, { start, end }: Span): boolean => at < end && at + was.length > start;

/**
 * The text with its edits, which must be in order and not overlap. Everything beside them stays to the unit. Throws when
 * the text does not hold what an edit says it replaces: it is another text than was edited.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = '';
  let from = 0;
  for (const { at, was, now } of edits) {
    if (at < from || !text.startsWith(was, at)) throw new Error(`"${was}" does not stand at ${at} in this text`);
    out += text.slice(from, at) + now;
    from = at + was.length;
  }
  return out + text.slice(from);
}

/**
 * Where a span lies after the edits; undefined when nothing is left of it. A replacement inside a span, or of all of it,
 * belongs to the span; one that reaches over its edge takes the edge along. What is inserted at an edge stays outside.
 */
export function moveSpan<T extends Span>(edits: readonly Edit[], span: T): T | undefined {
  const moved = { ...span, start: newStart(edits, span.start), end: newEnd(edits, span.end) };
  return moved.end > moved.start ? moved : undefined;
}

const growth = ({ was, now }: Edit): number => now.length - was.length;

function newStart(edits: readonly Edit[], start: number): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.at + edit.was.length <= start) shift += growth(edit);
    else return Math.min(start, edit.at) + shift;
  }
  return start + shift;
}

function newEnd(edits: readonly Edit[], end: number): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.at >= end) break;
    if (edit.at + edit.was.length > end) return edit.at + shift + edit.now.length;
    shift += growth(edit);
  }
  return end + shift;
}
