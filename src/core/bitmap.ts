import type { Point, Size } from './geometry';
import type { Box } from './image';
import type { PlaneMap } from './plane-map';
import { boundsOf, cornersOf, intersection } from './polygons';

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
  const seen = intersection(reach, map.window);
  for (let x = Math.floor(seen.left); x < seen.right; x++) {
    for (let y = Math.floor(seen.top); y < seen.bottom; y++) {
      const [fromX, fromY] = map.source([x + 0.5, y + 0.5]).map(Math.floor) as [number, number];
      if (fromX < 0 || fromY < 0 || fromX >= bitmap.width || fromY >= bitmap.height) continue;
      moved[x * height + y] = bits[fromX * bitmap.height + fromY]!;
    }
  }
  const whole = seen.left === reach.left && seen.top === reach.top && seen.right === reach.right;
  const share = whole && seen.bottom === reach.bottom ? 1 : shareInside(bits, bitmap, bounds, map);
  return { bitmap: bitmapOf(moved, map.size), share };
}

function shareInside(bits: Uint8Array, { height }: Size, bounds: Box, map: PlaneMap): number {
  const { left, top, right, bottom } = map.window;
  let [inside, all] = [0, 0];
  for (let x = bounds.left; x < bounds.right; x++) {
    for (let y = bounds.top; y < bounds.bottom; y++) {
      if (bits[x * height + y] === 0) continue;
      const centre: Point = [x + 0.5, y + 0.5];
      const area = map.growth(centre);
      all += area;
      const to = map.point(centre);
      if (to && to[0] >= left && to[0] < right && to[1] >= top && to[1] < bottom) inside += area;
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
