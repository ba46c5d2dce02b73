import { classesIn } from './classes';
import { rowObjects } from './objects';
import type { RowsSet } from './set';
import type { RawRow } from './text';

/** Classes of a row; of rows with objects, those of objects that have a size. */
export function namesIn(
  raw: RawRow['raw'],
  cells: Readonly<Record<string, unknown>>,
  set: RowsSet,
  report: (problem: string) => void,
): readonly string[] {
  if (!set.place) return classesIn(cells, set.classes);
  const size = set.size && { width: Number(cells[set.size[0]]), height: Number(cells[set.size[1]]) };
  return rowObjects(raw, 1, set, size ?? { width: 1, height: 1 }).flatMap((object) => {
    const { left, top, right, bottom } = object.box!;
    if (right <= left || bottom <= top) {
      report(`has a box without size (${object.class})`);
      return [];
    }
    if (size && (left < 0 || top < 0 || right > size.width || bottom > size.height)) {
      report(`reaches beyond the picture of ${size.width} × ${size.height}`);
    }
    return object.class === '' ? [] : [object.class];
  });
}
