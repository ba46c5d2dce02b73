import { type Column, classesColumn, placeOf } from '../rows/columns';
import type { Classes, Place } from '../rows/set';
import {
  areNumbers,
  elsewhere,
  ends,
  frames,
  happenings,
  highs,
  isNameless,
  lengths,
  lows,
  moments,
  plain,
  starts,
  thousandths,
  weights,
} from './time-names';

/** Where the rows of a table say when something happens. */
export interface SpanColumns {
  readonly kind: 'spans';
  readonly start: string;
  /** The end, or how long it lasts. */
  readonly end: string;
  readonly lasts: boolean;
  /** Beside the end, how long it lasts. */
  readonly length?: string;
  /** Of the numbers in one second: 1 or 1000. */
  readonly unit: number;
  /** Hz. */
  readonly band?: readonly [low: string, high: string];
}
/** Where each row speaks of one frame, or of one even step of time. */
export interface FrameColumns {
  readonly kind: 'frames';
  readonly key: string;
  /** Whether `key` counts frames or says seconds. */
  readonly counts: boolean;
  /** The number of the first frame: 0 or 1. */
  readonly base: number;
  readonly place?: Place;
  /** What the file calls the left and top edge of a frame, in pixels: 1 in MOTChallenge; without it, 0. */
  readonly edge?: number;
}
export type TimedColumns = (SpanColumns | FrameColumns) & {
  readonly classes?: Classes;
  /** The column of a share or a confidence. */
  readonly weight?: string;
};

/** What the columns of a table say of time; undefined where they say nothing of it. `fileKey` names the clips. */
export function timedColumns(columns: readonly Column[], fileKey: string | undefined): TimedColumns | undefined {
  const others = columns.filter(({ key }) => key !== fileKey);
  if (others.some(({ key }) => elsewhere.test(plain(key)))) return undefined;
  const named = (pattern: RegExp) => others.find((column) => pattern.test(plain(column.key)) && areNumbers(column));
  const file = columns.find(({ key }) => key === fileKey)?.values ?? [];
  const own = spanColumns(named) ?? frameColumns(named, others, file) ?? namelessSpans(others);
  if (!own) return undefined;
  const taken = new Set(
    own.kind === 'spans' ? [own.start, own.end, own.length, ...(own.band ?? [])] : [own.key, ...placeKeys(own.place)],
  );
  const rest = others.filter(({ key }) => !taken.has(key));
  const weight = named(weights)?.key;
  const what = rest.find(({ key }) => happenings.test(plain(key)));
  const classes: Classes | undefined = what
    ? { kind: 'one', key: what.key }
    : classesColumn(
        rest.filter(({ key }) => key !== weight),
        undefined,
      );
  return { ...own, ...(classes && { classes }), ...(weight !== undefined && { weight }) };
}

type Named = (pattern: RegExp) => Column | undefined;

function spanColumns(named: Named): SpanColumns | undefined {
  const [start, end, length] = [named(starts), named(ends), named(lengths)];
  const last = end ?? length;
  if (!start || !last) return undefined;
  const [low, high] = [named(lows), named(highs)];
  return {
    kind: 'spans',
    start: start.key,
    end: last.key,
    lasts: !end,
    ...(end && length && isLength(start, end, length) && { length: length.key }),
    unit: thousandths.test(plain(start.key)) ? 1000 : 1,
    ...(low && high && { band: [low.key, high.key] }),
  };
}

/** True for the difference of two columns, in their unit, to what is written of it. */
const isLength = (start: Column, end: Column, { values }: Column): boolean =>
  values.every((v, i) => Math.abs(Number(end.values[i]) - Number(start.values[i]) - Number(v)) <= 0.051);

/** Without a header: two neighbouring columns of numbers, of which the first is never the larger, and one of words. */
function namelessSpans(columns: readonly Column[]): SpanColumns | undefined {
  const numbers = columns.filter(areNumbers);
  const [start, end] = numbers;
  if (!start || !end || numbers.length > 2 || columns.length !== 3 || !columns.every(isNameless)) return undefined;
  const times = start.values.map((v, i): readonly [number, number] => [Number(v), Number(end.values[i])]);
  const fits = Number(end.key) === Number(start.key) + 1 && times.every(([a, b]) => a >= 0 && a <= b);
  if (!fits || times.every((both) => both.every(Number.isInteger))) return undefined; // counts, or numbers of classes
  return { kind: 'spans', start: start.key, end: end.key, lasts: false, unit: 1 };
}

/** `file`: of which clip each row is, where a table speaks of many. */
function frameColumns(named: Named, others: readonly Column[], file: readonly unknown[]): FrameColumns | undefined {
  const frame = named(frames);
  const key = frame ?? named(moments);
  if (!key || others.length < 2) return undefined;
  const numbers = key.values.map(Number);
  const falls = numbers.some((n, i) => i > 0 && file[i] === file[i - 1] && n <= numbers[i - 1]!);
  if (frame ? !numbers.every(Number.isInteger) : falls) return undefined;
  const place = frame && placeOf(others.filter((column) => column !== frame));
  return {
    kind: 'frames',
    key: key.key,
    counts: frame !== undefined,
    base: frame && Math.min(...numbers) > 0 ? 1 : 0,
    ...(place && { place }),
  };
}

const placeKeys = (place: Place | undefined): readonly string[] =>
  place ? ('keys' in place ? place.keys : [place.key]) : [];

/** Bytes in a second of sound below which no recording lies: times beyond that are thousandths. */
const leastBytes = 500;

/** The columns, with times as thousandths where as seconds they would lie far beyond the end of their clips. */
export function withUnit(columns: TimedColumns, latest: number, bytes: number): TimedColumns {
  const whole = columns.kind === 'spans' && columns.unit === 1 && Number.isInteger(latest);
  return whole && latest > Math.max(60, bytes / leastBytes) ? { ...columns, unit: 1000 } : columns;
}
