import type { Size } from '../../core/geometry';
import type { Box } from '../../core/image';
import type { MovedObject, ObjectLabel } from '../../core/objects';
import { boxArea } from '../../core/polygons';
import { classesIn } from './classes';
import { fourNumbers } from './columns';
import { boxCell, boxCells, decimalsLike } from './numbers';
import type { Flat, Inside, RowsSet } from './set';
import { cellsByKey, withCells } from './text';
import { namedCells } from './twins';

/** What is kept of an object: its row, and its place in what the row lists. */
export interface RowRecord {
  readonly raw: string;
  readonly at?: number;
}

type Cells = Readonly<Record<string, unknown>>;

/** Objects of a row. Rows without a box are of pictures without objects. */
export function rowObjects(raw: string, first: number, set: RowsSet, size: Size): readonly ObjectLabel[] {
  const cells = cellsByKey(raw, set.reading);
  const { place } = set;
  if (!place) return [];
  if ('boxes' in place) {
    return entriesOf(cells[place.key], place).flatMap((entry, at) => {
      const box = boxOfSize(fourNumbers(entry[place.boxes]));
      const name = String((place.classes && entry[place.classes]) ?? '');
      return box ? [{ class: name, box, number: first + at, record: { raw, at } satisfies RowRecord }] : [];
    });
  }
  const box = boxOfRow(cells, place, size);
  const [name = ''] = classesIn(cells, set.classes);
  return box ? [{ class: name, box, number: first, record: { raw } satisfies RowRecord }] : [];
}

/** What a cell says of each object: lists that run along that of the boxes, or records. */
function entriesOf(cell: unknown, place: Inside): readonly Cells[] {
  if (place.kind === 'records') return (cell ?? []) as readonly Cells[];
  const own = (cell ?? {}) as Cells;
  const boxes = (own[place.boxes] ?? []) as readonly unknown[];
  const along = listsAlong(own, place);
  return boxes.map((_, at) => Object.fromEntries(along.map(([key, list]) => [key, list[at]])));
}

/** The lists with an entry for each object. */
function listsAlong(own: Cells, { boxes }: Inside): readonly (readonly [key: string, list: readonly unknown[]])[] {
  const count = (own[boxes] as readonly unknown[] | null)?.length;
  return Object.entries(own).flatMap(([key, list]) =>
    Array.isArray(list) && list.length === count ? [[key, list as readonly unknown[]]] : [],
  );
}

function boxOfRow(cells: Cells, place: Flat, size: Size) {
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

/** The row of a moved object. */
export function objectRow(
  object: MovedObject,
  set: RowsSet,
  common: Readonly<Record<string, string>>,
  size: Size,
): string {
  const { raw } = object.record as RowRecord;
  const cells = cellsByKey(raw, set.reading);
  const box = object.changed ? boxCells(object.box!, set, cells, size) : {};
  const { classes } = set;
  const renamed =
    classes?.kind === 'one' && String(cells[classes.key]) !== object.class ? namedCells(classes, object.class) : {};
  return withCells(raw, set.reading, typed({ ...common, ...box, ...renamed }, cells));
}

/** In JSON a number takes the place of a number. */
export function typed(values: Cells, cells: Cells) {
  return Object.fromEntries(
    Object.entries(values).map(([key, v]) => [key, typeof cells[key] === 'number' ? Number(v) : v]),
  );
}

/** The one row of a picture that lists its objects: of each list, and of the records, stays what belongs to those left. */
export function listsRow(
  raw: string,
  objects: readonly MovedObject[],
  set: RowsSet,
  common: Readonly<Record<string, string>>,
): string {
  const place = set.place as Inside;
  const cells = cellsByKey(raw, set.reading);
  const entries = objects.map((object): Cells => {
    const { raw: from, at } = object.record as RowRecord;
    const was = entriesOf(cellsByKey(from, set.reading)[place.key], place)[at!]!;
    return Object.fromEntries(Object.entries(was).map(([key, v]) => [key, movedEntry(object, key, v, set)]));
  });
  const own = cells[place.key] as Cells | null;
  if (!own && entries.length === 0) return withCells(raw, set.reading, typed(common, cells));
  const along = listsAlong(own ?? {}, place).map(([key]) => key);
  const keys = along.length > 0 ? along : Object.keys(entries[0] ?? {}); // of a partner, where the picture had none
  const lists = keys.map((key) => [key, entries.map((entry) => entry[key])] as const);
  return withCells(raw, set.reading, {
    ...typed(common, cells),
    [place.key]: place.kind === 'records' ? entries : { ...own, ...Object.fromEntries(lists) },
  });
}

function movedEntry(object: MovedObject, key: string, was: unknown, { place, whole = [] }: RowsSet): unknown {
  const { boxes, classes } = place as Inside;
  if (key === classes) return typeof was === 'number' ? Number(object.class) : object.class;
  if (!object.changed) return was;
  if (key === boxes) return boxCell(object.box!, was, whole.includes(key));
  return key === 'area' && typeof was === 'number'
    ? Number(boxArea(object.box!).toFixed(decimalsLike(was, whole.includes(key))))
    : was;
}
