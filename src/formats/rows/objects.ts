import type { Size } from '../../core/geometry';
import type { Box } from '../../core/image';
import type { MovedObject, ObjectLabel } from '../../core/objects';
import { boxArea } from '../../core/polygons';
import { classesIn } from './classes';
import { fourNumbers } from './columns';
import type { Place, RowsSet } from './set';
import { cellsByKey, withCells } from './text';

/** What is kept of an object: its row, and its place in the row's lists. */
export interface RowRecord {
  readonly raw: string;
  readonly at?: number;
}

/** Objects of a row. Rows without a box are of pictures without objects. */
export function rowObjects(raw: string, first: number, set: RowsSet, size: Size): readonly ObjectLabel[] {
  const cells = cellsByKey(raw, set.reading);
  const { place } = set;
  if (!place) return [];
  if (place.kind === 'lists') {
    const lists = cells[place.key] as Readonly<Record<string, readonly unknown[]>> | null;
    return (lists?.[place.boxes] ?? []).flatMap((value, at) => {
      const box = boxOfSize(fourNumbers(value));
      const name = String((place.classes && lists?.[place.classes]?.[at]) ?? '');
      return box ? [{ class: name, box, number: first + at, record: { raw, at } satisfies RowRecord }] : [];
    });
  }
  const box = boxOfRow(cells, place, size);
  const [name = ''] = classesIn(cells, set.classes);
  return box ? [{ class: name, box, number: first, record: { raw } satisfies RowRecord }] : [];
}

function boxOfRow(cells: Readonly<Record<string, unknown>>, place: Exclude<Place, { kind: 'lists' }>, size: Size) {
  if (place.kind === 'cell') return boxOfSize(fourNumbers(cells[place.key]));
  const texts = place.keys.map((key) => cells[key]);
  if (texts.some((v) => v === '' || v === null || v === undefined)) return undefined;
  const numbers = texts.map(Number) as [number, number, number, number];
  if (!numbers.every(Number.isFinite)) throw new Error(`has no numbers under ${place.keys.join(', ')}`);
  const [sx, sy] = place.shares ? [size.width, size.height] : [1, 1];
  const [a, b, c, d] = [numbers[0] * sx, numbers[1] * sy, numbers[2] * sx, numbers[3] * sy];
  return place.kind === 'corners' ? { left: a, top: b, right: c, bottom: d } : boxOfSize([a, b, c, d]);
}

const boxOfSize = (four: readonly [number, number, number, number] | undefined): Box | undefined =>
  four && { left: four[0], top: four[1], right: four[0] + four[2], bottom: four[1] + four[3] };

/** A number with as many decimals as the one that it takes the place of; shares keep at least six. */
function styled(value: number, was: unknown, shares: boolean): string {
  const decimals = String(was).split('.')[1]?.length ?? 0;
  return value.toFixed(shares ? Math.max(decimals, 6) : Math.min(decimals, 6));
}

/** The row of a moved object. */
export function objectRow(
  object: MovedObject,
  set: RowsSet,
  common: Readonly<Record<string, string>>,
  size: Size,
): string {
  const { raw } = object.record as RowRecord;
  const place = set.place as Exclude<Place, { kind: 'lists' }>;
  const cells = cellsByKey(raw, set.reading);
  const box = object.changed ? boxCells(object.box!, place, cells, size) : {};
  const { classes } = set;
  const renamed = classes?.kind === 'one' && cells[classes.key] !== object.class ? { [classes.key]: object.class } : {};
  return withCells(raw, set.reading, typed({ ...common, ...box, ...renamed }, cells));
}

/** In JSON a number takes the place of a number. */
export function typed(values: Readonly<Record<string, unknown>>, cells: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(values).map(([key, v]) => [key, typeof cells[key] === 'number' ? Number(v) : v]),
  );
}

function boxCells(
  box: Box,
  place: Exclude<Place, { kind: 'lists' }>,
  cells: Readonly<Record<string, unknown>>,
  size: Size,
) {
  const { left, top, right, bottom } = box;
  if (place.kind === 'cell') {
    const was = cells[place.key];
    const numbers = [left, top, right - left, bottom - top];
    if (Array.isArray(was)) return { [place.key]: numbers.map((v, i) => Number(styled(v, was[i], false))) };
    const style = (String(was).match(/-?\d+(\.\d+)?/g) ?? []) as readonly string[];
    let at = 0;
    return { [place.key]: String(was).replace(/-?\d+(\.\d+)?/g, () => styled(numbers[at]!, style[at++], false)) };
  }
  const numbers = place.kind === 'corners' ? [left, top, right, bottom] : [left, top, right - left, bottom - top];
  const scale = place.shares ? [size.width, size.height, size.width, size.height] : [1, 1, 1, 1];
  return Object.fromEntries(
    place.keys.map((key, i) => [key, styled(numbers[i]! / scale[i]!, cells[key], place.shares)]),
  );
}

/** The one row of a picture whose objects stand in lists: each list keeps what belongs to the objects that are left. */
export function listsRow(
  raw: string,
  objects: readonly MovedObject[],
  set: RowsSet,
  common: Readonly<Record<string, string>>,
): string {
  const place = set.place as Extract<Place, { kind: 'lists' }>;
  const cells = cellsByKey(raw, set.reading);
  const own = (cells[place.key] ?? {}) as Readonly<Record<string, unknown>>;
  const entryOf = ({ record }: MovedObject, key: string): unknown => {
    const { raw: from, at } = record as RowRecord;
    const lists = cellsByKey(from, set.reading)[place.key] as Readonly<Record<string, readonly unknown[]>>;
    return lists[key]?.[at!];
  };
  const count = Array.isArray(own[place.boxes]) ? (own[place.boxes] as readonly unknown[]).length : 0;
  const lists = Object.entries(own).map(([key, list]) => {
    if (!Array.isArray(list) || list.length !== count) return [key, list];
    return [key, objects.map((object) => movedEntry(object, key, entryOf(object, key), place))];
  });
  return withCells(raw, set.reading, { ...typed(common, cells), [place.key]: Object.fromEntries(lists) });
}

function movedEntry(object: MovedObject, key: string, was: unknown, place: Extract<Place, { kind: 'lists' }>): unknown {
  const { left, top, right, bottom } = object.box!;
  if (key === place.classes) return typeof was === 'string' ? object.class : was;
  if (!object.changed) return was;
  if (key === place.boxes) {
    const old = was as readonly number[];
    return [left, top, right - left, bottom - top].map((v, i) =>
      Number(v.toFixed(Math.max(2, `${old[i]}`.split('.')[1]?.length ?? 0))),
    );
  }
  return key === 'area' && typeof was === 'number' ? Number(boxArea(object.box!).toFixed(2)) : was;
}
