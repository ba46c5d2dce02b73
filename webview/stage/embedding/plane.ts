import type { PointCloud } from '../../../src/protocol-tiles';
import type { ShownEmbedding } from './embedding-tile';
import { markPath } from './marks';

/** Side of the canvas, in its own units. */
export const side = 560;
const margin = 24;

/** From the plane of the data to the canvas; both directions have one scale, and y points up. */
export interface Plane {
  at(x: number, y: number): readonly [x: number, y: number];
}

/** A plane that holds all points of the cloud and all that moved. */
export function planeOf(cloud: PointCloud, shown: readonly ShownEmbedding[]): Plane {
  const [xs, ys] = (['x', 'y'] as const).map((axis) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const see = (value: number) => {
      low = Math.min(low, value);
      high = Math.max(high, value);
    };
    cloud[axis].forEach(see);
    for (const { before, after } of shown) {
      see(before[axis]);
      see(after[axis]);
    }
    return { middle: (low + high) / 2, span: high - low };
  }) as [{ middle: number; span: number }, { middle: number; span: number }];
  const scale = (side - 2 * margin) / (Math.max(xs.span, ys.span) || 1);
  return { at: (x, y) => [side / 2 + (x - xs.middle) * scale, side / 2 - (y - ys.middle) * scale] };
}

/** Over so many rows, the quiet marks are small and read as density. */
export const fewRows = 300;

/** One path for all quiet marks of a label, by its number; -1 has those without. */
export function quietMarks({ x, y, label }: PointCloud, plane: Plane): ReadonlyMap<number, string> {
  const r = x.length > fewRows ? 1.5 : 3;
  const paths = new Map<number, string[]>();
  for (let i = 0; i < x.length; i++) {
    const own = label[i]!;
    const list = paths.get(own) ?? [];
    list.push(markPath(own, ...plane.at(x[i]!, y[i]!), r));
    paths.set(own, list);
  }
  return new Map([...paths].sort(([a], [b]) => a - b).map(([own, list]) => [own, list.join('')]));
}
