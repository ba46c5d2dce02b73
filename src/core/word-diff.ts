import type { Span } from './spans';

/** A piece of one text that another has in its place; either may be empty. */
export interface Change {
  readonly before: Span;
  readonly after: Span;
}

/** So many comparisons are made at most: beyond, what lies between the common ends is one change. */
const mostCells = 4_000_000;

/** Which words differ between two texts, in order: the fewest that can be (a longest common subsequence). */
export function wordDiff(before: string, after: string): readonly Change[] {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head]!.text === b[head]!.text) head++;
  let tail = 0;
  const least = Math.min(a.length, b.length) - head;
  while (tail < least && a[a.length - 1 - tail]!.text === b[b.length - 1 - tail]!.text) tail++;
  const [own, other] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const places = { before: a[head - 1]?.end ?? 0, after: b[head - 1]?.end ?? 0 };
  if (own.length * other.length > mostCells) {
    return [
      {
        before: { start: places.before, end: own.at(-1)?.end ?? places.before },
        after: { start: places.after, end: other.at(-1)?.end ?? places.after },
      },
    ];
  }
  return changesBetween(own, other, places);
}

interface Token extends Span {
  readonly text: string;
}

/** Words, runs of white space, and every other sign alone. */
const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}'’_-]+|\s+|./gsu)].map((m) => ({
    text: m[0],
    start: m.index,
    end: m.index + m[0].length,
  }));

function changesBetween(
  a: readonly Token[],
  b: readonly Token[],
  from: { readonly before: number; readonly after: number },
): readonly Change[] {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width); // of what is left, from each pair of places
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const next = (i + 1) * width + j;
      common[i * width + j] =
        a[i]!.text === b[j]!.text ? common[next + 1]! + 1 : Math.max(common[next]!, common[next - width + 1]!);
    }
  }
  const changes: Change[] = [];
  let [i, j, at] = [0, 0, from];
  let open: Change | undefined;
  while (i < a.length || j < b.length) {
    const [one, two] = [a[i], b[j]];
    if (one && two && one.text === two.text) {
      if (open) changes.push(open);
      open = undefined;
      at = { before: one.end, after: two.end };
      i++;
      j++;
      continue;
    }
    open ??= { before: { start: at.before, end: at.before }, after: { start: at.after, end: at.after } };
    if (!two || (one && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      open = { ...open, before: { ...open.before, end: a[i++]!.end } };
    } else {
      open = { ...open, after: { ...open.after, end: b[j++]!.end } };
    }
  }
  return open ? [...changes, open] : changes;
}
