import type { Point, Size } from './geometry';
import type { Box } from './image';
import type { PlaneMap } from './plane-map';
import { boundsOf, boxArea, cornersOf, intersection } from './polygons';

/** A mask of one object: lengths of runs down the columns, the first of zeros, as COCO counts them. */
export interface Bitmap extends Size {
  readonly runs: readonly number[];
}

/** One byte a pixel, column by column. */
export function bitsOf({ width, height, runs }: Bitmap): Uint8Array {
  const bits = new Uint8Array(width * height);
  let at = 0;
  for (const [i, run] of runs.entries()) {
    if (i % 2 === 1) bits.fill(1, at, at + run);
    at += run;
  }
  return bits;
}

export function bitmapOf(bits: Uint8Array, { width, height }: Size): Bitmap {
  const runs: number[] = [];
  let [value, start] = [0, 0];
  for (let at = 0; at < bits.length; at++) {
    if (bits[at] === value) continue;
    runs.push(at - start);
    [value, start] = [bits[at]!, at];
  }
  runs.push(bits.length - start);
  return { width, height, runs };
}

/** Pixels of the object. */
export const bitmapArea = ({ runs }: Bitmap): number => runs.reduce((sum, run, i) => sum + (i % 2) * run, 0);

/** The box about the object's pixels; undefined when it has none. */
export function bitmapBounds({ height, runs }: Bitmap): Box | undefined {
  const corners: Point[] = [];
  let at = 0;
  for (const [i, run] of runs.entries()) {
    if (i % 2 === 1 && run > 0) {
      const [first, last] = [at, at + run - 1];
      const [fromX, toX] = [Math.floor(first / height), Math.floor(last / height)];
      const whole = toX > fromX; // over the end of a column
      corners.push([fromX, whole ? 0 : first % height], [toX + 1, whole ? height : (last % height) + 1]);
    }
    at += run;
  }
  return boundsOf(corners);
}

/** Every pixel becomes what its centre was. `share`: how much of the object's area is still in the window, 0 to 1. */
export function moveBitmap(bitmap: Bitmap, map: PlaneMap): { readonly bitmap: Bitmap; readonly share: number } {
  const { width, height } = map.size;
  const bounds = bitmapBounds(bitmap);
  const moved = new Uint8Array(width * height);
  const reach = bounds && boundsOf(map.outline(cornersOf(bounds)));
  if (!reach) return { bitmap: bitmapOf(moved, map.size), share: 0 };
  const bits = bitsOf(bitmap);
  const { left, top, right, bottom } = map.window;
  const seen = intersection(reach, map.window);
  const whole = boxArea(seen) === boxArea(reach);
  const { growth } = map;
  const looked = growth ? seen : reach;
  const first = Math.floor(looked.top);
  const rows = Math.max(0, Math.ceil(looked.bottom) - first);
  const [xs, ys] = [new Float64Array(rows), new Float64Array(rows)];
  let [inside, all] = [0, 0];
  for (let x = Math.floor(looked.left); x < looked.right; x++) {
    map.column(x, first, xs, ys);
    const isSeen = x >= left && x < right;
    for (let k = 0; k < rows; k++) {
      const [fromX, fromY] = [Math.floor(xs[k]!), Math.floor(ys[k]!)];
      if (!(fromX >= 0 && fromY >= 0 && fromX < bitmap.width && fromY < bitmap.height)) continue;
      if (bits[fromX * bitmap.height + fromY] === 0) continue;
      all++;
      const y = first + k;
      if (!isSeen || y < top || y >= bottom) continue;
      inside++;
      moved[x * height + y] = 1;
    }
  }
  const shareOf = () => (growth ? shareInside(bits, bitmap, bounds, map, growth) : all > 0 ? inside / all : 0);
  return { bitmap: bitmapOf(moved, map.size), share: whole ? 1 : shareOf() };
}

/** Of a map that may enlarge without bounds: counted where the object was, each pixel by what becomes of its area. */
function shareInside(
  bits: Uint8Array,
  { height }: Size,
  bounds: Box,
  { point, window }: PlaneMap,
  growth: (p: Point) => number,
): number {
  let [inside, all] = [0, 0];
  for (let x = bounds.left; x < bounds.right; x++) {
    for (let y = bounds.top; y < bounds.bottom; y++) {
      if (bits[x * height + y] === 0) continue;
      const centre: Point = [x + 0.5, y + 0.5];
      const area = growth(centre);
      all += area;
      const to = point(centre);
      if (to && to[0] >= window.left && to[0] < window.right && to[1] >= window.top && to[1] < window.bottom) {
        inside += area;
      }
    }
  }
  return inside / all;
}

/** Without the pixels in a box. */
export function clearBox(bitmap: Bitmap, { left, top, right, bottom }: Box): Bitmap {
  const bits = bitsOf(bitmap);
  for (let x = left; x < right; x++) bits.fill(0, x * bitmap.height + top, x * bitmap.height + bottom);
  return bitmapOf(bits, bitmap);
}
