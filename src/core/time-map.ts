/**
 * Where the time of a clip lies in its variant: pieces, each a straight line. Units are the caller's (samples, frames,
 * seconds); whole samples stay whole, so that sound and labels agree to the sample.
 */
export interface TimePiece {
  /** Of the source: from (included) to `to` (not included). */
  readonly from: number;
  readonly to: number;
  /** Where `from` comes to lie in the variant. */
  readonly at: number;
  /** Variant time per source time; below 0: backwards. Never 0. */
  readonly slope: number;
}
export interface TimeMap {
  /** Length of the source and of the variant. */
  readonly source: number;
  readonly length: number;
  /** Sorted by `from`, not overlapping. Source time outside all pieces is cut. */
  readonly pieces: readonly TimePiece[];
}

/** A stretch of time. A point has equal ends. */
export type Span = readonly [start: number, end: number];

const whole = (length: number, slope = 1, at = 0): readonly TimePiece[] =>
  length > 0 ? [{ from: 0, to: length, at, slope }] : [];

export const sameTime = (length: number): TimeMap => ({ source: length, length, pieces: whole(length) });

/** Later by `by` (below 0: earlier). What leaves at one end comes in at the other, or is cut. */
export function shiftTime(length: number, by: number, edge: 'wrap' | 'cut'): TimeMap {
  if (length <= 0) return sameTime(0);
  if (edge === 'wrap') {
    const d = ((by % length) + length) % length;
    const pieces = [
      { from: 0, to: length - d, at: d, slope: 1 },
      { from: length - d, to: length, at: 0, slope: 1 },
    ];
    return { source: length, length, pieces: pieces.filter((p) => p.to > p.from) };
  }
  const [from, to] = [Math.max(0, -by), Math.min(length, length - by)];
  return { source: length, length, pieces: to > from ? [{ from, to, at: from + by, slope: 1 }] : [] };
}

/** Evenly faster or slower: the whole source in `length`. */
export const stretchTime = (source: number, length: number): TimeMap => ({
  source,
  length,
  pieces: source > 0 && length > 0 ? whole(source, length / source) : [],
});

export const reverseTime = (length: number): TimeMap => ({ source: length, length, pieces: whole(length, -1, length) });

/** Only what lies from `from` to `to`. */
export function trimTime(source: number, from: number, to: number): TimeMap {
  const [start, end] = [Math.max(0, Math.min(from, source)), Math.max(0, Math.min(to, source))];
  const length = Math.max(0, end - start);
  return { source, length, pieces: length > 0 ? [{ from: start, to: end, at: 0, slope: 1 }] : [] };
}

/** First `first`, then `second`. Throws where the one does not end in what the other begins with. */
export function thenTime(first: TimeMap, second: TimeMap): TimeMap {
  if (Math.abs(first.length - second.source) > 1e-9 * Math.max(1, first.length)) {
    throw new Error(`time maps do not join: ${first.length} and ${second.source}`);
  }
  const pieces = first.pieces.flatMap((p) => second.pieces.flatMap((q) => joined(p, q)));
  return { source: first.source, length: second.length, pieces: pieces.sort((a, b) => a.from - b.from) };
}

/** The part of `p` whose image lies in `q`, moved on by `q`. */
function joined(p: TimePiece, q: TimePiece): readonly TimePiece[] {
  const back = (t: number) => p.from + (t - p.at) / p.slope;
  const [a, b] = p.slope > 0 ? [back(q.from), back(q.to)] : [back(q.to), back(q.from)];
  const [from, to] = [Math.max(p.from, a), Math.min(p.to, b)];
  if (!(to > from)) return [];
  const middle = p.at + (from - p.from) * p.slope;
  return [{ from, to, at: q.at + (middle - q.from) * q.slope, slope: p.slope * q.slope }];
}

/** Where a stretch of the source lies in the variant: each part of it, sorted; parts that touch are one. */
export function moveSpan({ pieces }: TimeMap, [start, end]: Span): readonly Span[] {
  const parts: Span[] = [];
  for (const { from, to, at, slope } of pieces) {
    const [a, b] = [Math.max(start, from), Math.min(end, to)];
    if (!(b > a)) continue;
    const ends = [at + (a - from) * slope, at + (b - from) * slope];
    parts.push(slope > 0 ? [ends[0]!, ends[1]!] : [ends[1]!, ends[0]!]);
  }
  const joinedUp: [number, number][] = [];
  for (const [a, b] of parts.sort((p, q) => p[0] - q[0])) {
    const last = joinedUp.at(-1);
    if (last && a <= last[1] + 1e-9) last[1] = Math.max(last[1], b);
    else joinedUp.push([a, b]);
  }
  return joinedUp;
}

/** Where a moment of the source lies in the variant; undefined when it was cut. The very end belongs to the last piece. */
export function moveMoment({ source, pieces }: TimeMap, moment: number): number | undefined {
  const at = (p: TimePiece) => p.at + (moment - p.from) * p.slope;
  const piece = pieces.find((p) => moment >= p.from && moment < p.to);
  if (piece) return at(piece);
  const last = pieces.at(-1);
  return last && moment >= source && last.to >= source ? last.at + (source - last.from) * last.slope : undefined;
}

/** Which moment of the source is seen at a moment of the variant; undefined where there is none. */
export function momentBehind({ pieces }: TimeMap, moment: number): number | undefined {
  for (const { from, to, at, slope } of pieces) {
    const t = from + (moment - at) / slope;
    if (slope > 0 ? t >= from && t < to : t > from && t <= to) return t;
  }
  return undefined;
}

/** The share of a stretch of the source that the variant still has, 0 to 1. */
export function keptShare({ pieces }: TimeMap, [start, end]: Span): number {
  if (end <= start) return 1;
  const kept = pieces.reduce((sum, p) => sum + Math.max(0, Math.min(end, p.to) - Math.max(start, p.from)), 0);
  return Math.min(1, kept / (end - start));
}

/** True when everything lies where it lay. */
export function keepsTime({ source, length, pieces }: TimeMap): boolean {
  const [first, second] = pieces;
  if (source !== length || second) return false;
  return !first ? source <= 0 : first.at === first.from && first.slope === 1 && first.from === 0 && first.to === source;
}

/** The same map in another unit: `factor` of the new unit in one of the old. */
export const scaleTime = ({ source, length, pieces }: TimeMap, factor: number): TimeMap => ({
  source: source * factor,
  length: length * factor,
  pieces: pieces.map((p) => ({ from: p.from * factor, to: p.to * factor, at: p.at * factor, slope: p.slope })),
});
