/** Decimals that keep a time in seconds to the millisecond. */
const fewest = 3;

const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;

/** Seconds as the number whose place they take is written: with its decimals, to the millisecond at least. */
export const secondsLike = (seconds: number, was: string): string =>
  Math.max(0, seconds).toFixed(Math.max(fewest, decimalsOf(was)));

/** The ends of a stretch, so written that the one is never the other: `unit` of the number in one second. */
export function endsLike(
  [start, end]: readonly [number, number],
  [wasStart, wasEnd]: readonly [string, string],
  unit: number,
): readonly [start: string, end: string] {
  const least = unit === 1 ? fewest : 0;
  const digits = Math.max(least, decimalsOf(wasStart), decimalsOf(wasEnd));
  const step = 10 ** -digits;
  const a = (Math.max(0, start) * unit).toFixed(digits);
  const b = (end * unit).toFixed(digits);
  return [a, end > start && Number(b) <= Number(a) ? (Number(a) + step).toFixed(digits) : b];
}

/** A number with the decimals of the one whose place it takes. */
export const numberLike = (value: number, was: string): string => value.toFixed(decimalsOf(was));

/** A share with two decimals at least. */
export const shareLike = (value: number, was: string): string => value.toFixed(Math.max(2, decimalsOf(was)));

/** What ends the lines of a text. */
export const lineEndOf = (text: string): '\n' | '\r\n' => (text.includes('\r\n') ? '\r\n' : '\n');
