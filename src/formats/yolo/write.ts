import type { Size } from '../../core/geometry';
import type { MovedObject } from '../../core/objects';
import { joinParts } from '../../core/polygons';
import type { LabelledVariant } from '../label-format';
import { nameOf, rowsOf, type YoloRow } from './rows';
import type { YoloSet } from './set';

/** Digits after the point where a file does not have enough of its own. */
const usual = 6;
const fewest = 4;

/** The label file of a variant, in the number style of its source; undefined where neither has objects. */
export function writeYolo(text: string | undefined, set: YoloSet, { objects, size }: LabelledVariant) {
  if (text === undefined && objects.length === 0) return undefined;
  const own = rowsOf(text ?? '').flatMap(({ cells }) => cells.slice(1).map((c) => c.split('.')[1]?.length ?? 0));
  const digits = Math.max(0, ...own);
  const rows = objects.flatMap((object) => writeRow(object, set, size, digits < fewest ? usual : digits) ?? []);
  const end = text?.includes('\r\n') ? '\r\n' : '\n';
  const last = rows.length > 0 && (text === undefined || text === '' || /\n\s*$/.test(text)) ? end : '';
  return rows.join(end) + last;
}

function writeRow(object: MovedObject, set: YoloSet, { width, height }: Size, digits: number): string | undefined {
  const { cells } = object.record as YoloRow;
  const id = nameOf(set, cells[0]!) === object.class ? cells[0]! : idOf(set, object.class);
  if (!object.changed) return [id, ...cells.slice(1)].join(' ');
  const share = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole)).toFixed(digits);
  const outline = object.quad ?? (object.polygons && joinParts(object.polygons));
  if (outline) return [id, ...outline.flatMap(([x, y]) => [share(x, width), share(y, height)])].join(' ');
  const { left, top, right, bottom } = object.box!;
  const box = [
    share((left + right) / 2, width),
    share((top + bottom) / 2, height),
    share(right - left, width),
    share(bottom - top, height),
  ];
  const three = set.keypoints?.dims === 3;
  const points = (object.keypoints ?? []).flatMap(({ x, y, visible }) => [
    share(x, width),
    share(y, height),
    ...(three ? [String(visible)] : []),
  ]);
  return [id, ...box, ...points].join(' ');
}

function idOf({ names }: YoloSet, name: string): string {
  const found = Object.entries(names).find(([, known]) => known === name);
  if (!found) throw new Error(`there is no class "${name}" in this dataset: correct labels.classMap`);
  return found[0];
}
