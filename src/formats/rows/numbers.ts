import type { Size } from '../../core/geometry';
import type { Box } from '../../core/image';
import { type JsonPlace, jsonPlaces } from '../table/json-spans';
import type { Flat, RowsSet } from './set';

/** Keys of rows of JSON, and of what stands in their cell `objects`, under which no number has a point. */
export function wholeKeys(rows: readonly string[], objects: string | undefined): readonly string[] {
  const [seen, broken] = [new Set<string>(), new Set<string>()];
  for (const raw of rows) {
    for (const item of jsonPlaces(raw).items ?? []) {
      for (const { key, start, end } of item.key === objects ? entriesIn(item) : [item]) {
        if (key !== undefined) (/\d[.eE]/.test(raw.slice(start, end)) ? broken : seen).add(key);
      }
    }
  }
  return [...seen].filter((key) => !broken.has(key));
}

/** The entries of an object, or of each in a list. */
const entriesIn = ({ items = [] }: JsonPlace): NonNullable<JsonPlace['items']> =>
  items.flatMap((one) => (one.key === undefined ? (one.items ?? []) : [one]));

/** A box with sides on whole numbers, never without width or height. */
function wholeBox({ left, top, right, bottom }: Box): Box {
  const [l, t] = [Math.min(Math.round(left), Math.ceil(right) - 1), Math.min(Math.round(top), Math.ceil(bottom) - 1)];
  return { left: l, top: t, right: Math.max(Math.round(right), l + 1), bottom: Math.max(Math.round(bottom), t + 1) };
}

/** Decimals of a number of which this one takes the place; a number that JSON may hold with any has two at least. */
export function decimalsLike(was: unknown, whole: boolean): number {
  if (whole) return 0;
  const own = Math.min(6, String(was).split('.')[1]?.length ?? 0);
  return typeof was === 'number' ? Math.max(2, own) : own;
}

/** A box in the cells of a row. */
export function boxCells(
  box: Box,
  { place, whole = [] }: RowsSet,
  cells: Readonly<Record<string, unknown>>,
  size: Size,
): Readonly<Record<string, unknown>> {
  const flat = place as Flat;
  if (flat.kind === 'cell') return { [flat.key]: boxCell(box, cells[flat.key], whole.includes(flat.key)) };
  const style = flat.keys.map((key) => cells[key]);
  const numbers = flat.shares
    ? shareNumbers(box, style, flat.kind, size)
    : boxNumbers(box, style, (i) => whole.includes(flat.keys[i]!), flat.kind);
  return Object.fromEntries(flat.keys.map((key, i) => [key, numbers[i]]));
}

/** Four numbers in a list, or in a text of which all else stays. */
export function boxCell(box: Box, was: unknown, whole: boolean): unknown {
  if (Array.isArray(was)) return boxNumbers(box, was, () => whole).map(Number);
  const numbers = boxNumbers(box, String(was).match(/-?\d+(\.\d+)?/g) ?? [], () => whole);
  let at = 0;
  return String(was).replace(/-?\d+(\.\d+)?/g, () => numbers[at++]!);
}

/** Left, top, and width and height or the other corner, with the decimals of the numbers whose place they take. */
function boxNumbers(
  box: Box,
  was: readonly unknown[],
  isWhole: (i: number) => boolean,
  kind: 'corners' | 'size' = 'size',
) {
  const decimals = was.map((one, i) => decimalsLike(one, isWhole(i)));
  const { left, top, right, bottom } = decimals.every((d) => d === 0) ? wholeBox(box) : box;
  const numbers = kind === 'corners' ? [left, top, right, bottom] : [left, top, right - left, bottom - top];
  return numbers.map((v, i) => v.toFixed(decimals[i]));
}

/** Shares of the picture keep at least six decimals. */
function shareNumbers(
  { left, top, right, bottom }: Box,
  was: readonly unknown[],
  kind: 'corners' | 'size',
  size: Size,
) {
  const [x, y] = [size.width, size.height];
  const numbers =
    kind === 'corners'
      ? [left / x, top / y, right / x, bottom / y]
      : [left / x, top / y, (right - left) / x, (bottom - top) / y];
  return numbers.map((v, i) => v.toFixed(Math.max(6, String(was[i]).split('.')[1]?.length ?? 0)));
}
