import { openCvBorders } from '../export/albumentations-units';
import type { Range } from '../parameters';
import type { TransformStep } from '../recipe';

/** The arguments of one of Albumentations' transforms, as `A.to_dict` writes them. */
// biome-ignore lint/suspicious/noExplicitAny: each line of the table knows the arguments of its class
export type Arguments = Readonly<Record<string, any>>;

/** Our steps for one of theirs, and what differs; or why there is none. */
export type Counterpart =
  | { readonly steps: readonly TransformStep[]; readonly differs?: string }
  | { readonly missing: string };

/** [low, high] of a range, or of the number that stands for −n to n. */
export const range = (value: unknown): Range =>
  Array.isArray(value) ? (value as unknown as Range) : [-Number(value), Number(value)];
export const ends = (value: unknown, change: (end: number) => number): Range => {
  const [low, high] = range(value);
  const [a, b] = [change(low), change(high)];
  return a <= b ? [a, b] : [b, a];
};
export const isZero = (value: unknown): boolean => value == null || range(value).every((end) => end === 0);
export const isOne = (value: unknown): boolean => range(value).every((end) => end === 1);

export const step = (name: string, values: object = {}): TransformStep => ({ transform: `image.${name}`, ...values });
export const one = (name: string, values: object = {}, differs?: string): Counterpart => ({
  steps: [step(name, values)],
  ...(differs !== undefined && { differs }),
});

export const colorOf = (fill: unknown): readonly number[] => {
  const list = Array.isArray(fill) ? fill : [fill ?? 0];
  return [0, 1, 2].map((i) => Math.round(Number(list[i] ?? list[0])) || 0);
};

export function edges({ border_mode: code, fill }: Arguments): object {
  const found = Object.entries(openCvBorders).find(([, { codes }]) => codes.some((known) => known === code));
  const border = found?.[0] ?? 'constant';
  return { border, ...(border === 'constant' && { fill: colorOf(fill) }) };
}
