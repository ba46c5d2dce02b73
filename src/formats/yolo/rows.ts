import type { Size } from '../../core/geometry';
import type { Keypoint, ObjectLabel, Polygon } from '../../core/objects';
import type { YoloSet } from './set';

/** A row of a label file: its numbers as they are written. */
export interface YoloRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export const rowsOf = (text: string): readonly YoloRow[] =>
  text.split(/\r?\n/).flatMap((line, i) => {
    const cells = line.trim().split(/\s+/);
    return cells[0] === '' ? [] : [{ line: i + 1, cells }];
  });

export const nameOf = ({ names }: Pick<YoloSet, 'names'>, id: string): string => names[Number(id)] ?? id;

const mostCells = 40_001; // an outline of 20,000 points

/** Why a row can't be read as its task wants it; undefined when it can. */
export function rowProblem({ cells }: YoloRow, { task, keypoints }: Pick<YoloSet, 'task' | 'keypoints'>) {
  if (cells.some((cell) => cell === '' || !Number.isFinite(Number(cell)))) return 'holds something that is no number';
  if (!/^\d+(\.0*)?$/.test(cells[0]!)) return `has the class ${cells[0]}, which is no whole number`;
  const { length } = cells;
  if (length > mostCells) return `has ${length} columns: up to ${mostCells} are read`;
  if (task === 'pose' && keypoints) {
    const wanted = 5 + keypoints.count * keypoints.dims;
    return length === wanted ? undefined : `has ${length} columns; with these keypoints there are ${wanted}`;
  }
  if (length === 5 || (length >= 7 && length % 2 === 1)) return undefined;
  return `has ${length} columns: a box has 5, an outline of n points 1 + 2n`;
}

/** The object of a row, in pixels of a picture of this size. */
export function objectOf(row: YoloRow, number: number, set: YoloSet, { width, height }: Size): ObjectLabel {
  const [id, ...values] = row.cells;
  const numbers = values.map(Number);
  const base = { class: nameOf(set, id!), number, record: row };
  if (set.task === 'pose' || numbers.length === 4) {
    const [x, y, w, h] = numbers as [number, number, number, number];
    const box = {
      left: (x - w / 2) * width,
      top: (y - h / 2) * height,
      right: (x + w / 2) * width,
      bottom: (y + h / 2) * height,
    };
    if (set.task !== 'pose' || !set.keypoints) return { ...base, box };
    const { flip } = set.keypoints;
    const keypoints = keypointsOf(numbers.slice(4), set.keypoints.dims, { width, height });
    return { ...base, box, keypoints, ...(flip && { mirrored: flip }) };
  }
  const points = pairsOf(numbers).map(([x, y]) => [x * width, y * height] as const);
  return set.task === 'oriented boxes' ? { ...base, quad: points } : { ...base, polygons: [points] };
}

const pairsOf = (numbers: readonly number[]): Polygon =>
  Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!] as const);

function keypointsOf(numbers: readonly number[], dims: 2 | 3, { width, height }: Size): readonly Keypoint[] {
  return Array.from({ length: numbers.length / dims }, (_, i) => {
    const [x, y, v] = numbers.slice(i * dims, i * dims + dims) as [number, number, number | undefined];
    const visible = v === undefined ? (x > 0 || y > 0 ? 2 : 0) : v >= 2 ? 2 : v > 0 ? 1 : 0;
    return { x: x * width, y: y * height, visible };
  });
}
