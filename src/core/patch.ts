import { type Bitmap, bitmapBounds, bitmapOf, bitsOf } from './bitmap';
import type { Size } from './geometry';
import type { Box } from './image';
import type { Polygon } from './objects';
import { boundsOf } from './polygons';

/** A part of a picture in whole pixels, row by row, 1 where something is. Beyond its box there is nothing. */
export interface Patch {
  readonly box: Box;
  readonly data: Uint8Array;
}

const nothing: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/** A patch filled by the pixels for which `holds` says so. */
export function patchWhere(box: Box, holds: (x: number, y: number) => boolean): Patch {
  const data = new Uint8Array((box.right - box.left) * (box.bottom - box.top));
  let p = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) data[p++] = holds(x, y) ? 1 : 0;
  }
  return { box, data };
}

/** The pixels of a mask. */
export function patchOf(bitmap: Bitmap): Patch {
  const bits = bitsOf(bitmap);
  return patchWhere(bitmapBounds(bitmap) ?? nothing, (x, y) => bits[x * bitmap.height + y] === 1);
}

/** The pixels whose centres lie in one of the outlines, by the even-odd rule. */
export function outlinePatch(polygons: readonly Polygon[]): Patch {
  const bounds = boundsOf(polygons.flat()) ?? nothing;
  const box: Box = {
    left: Math.floor(bounds.left),
    top: Math.floor(bounds.top),
    right: Math.ceil(bounds.right),
    bottom: Math.ceil(bounds.bottom),
  };
  const width = box.right - box.left;
  const data = new Uint8Array(width * (box.bottom - box.top));
  for (const polygon of polygons) {
    for (const [row, crossings] of crossingsOf(polygon, box).entries()) {
      crossings.sort((a, b) => a - b);
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const [from, to] = [Math.ceil(crossings[k]! - 0.5) - box.left, Math.ceil(crossings[k + 1]! - 0.5) - box.left];
        data.fill(1, row * width + from, row * width + to);
      }
    }
  }
  return { box, data };
}

/** Where an outline crosses the middle of each row. A side is the same there and back, to the last bit. */
function crossingsOf(polygon: Polygon, { top, bottom }: Box): readonly number[][] {
  const rows = Array.from({ length: bottom - top }, (): number[] => []);
  for (const [i, point] of polygon.entries()) {
    const next = polygon[(i + 1) % polygon.length]!;
    const [[x0, y0], [x1, y1]] = point[1] < next[1] ? [point, next] : [next, point];
    for (let y = Math.ceil(y0 - 0.5); y + 0.5 < y1; y++) {
      rows[y - top]!.push(x0 + ((y + 0.5 - y0) * (x1 - x0)) / (y1 - y0));
    }
  }
  return rows;
}

export const patchHolds = ({ box, data }: Patch, x: number, y: number): boolean =>
  x >= box.left &&
  y >= box.top &&
  x < box.right &&
  y < box.bottom &&
  data[(y - box.top) * (box.right - box.left) + x - box.left] === 1;

export const patchArea = ({ data }: Patch): number => data.reduce((sum, v) => sum + v, 0);

/** Without the pixels of another patch. */
export const patchWithout = (patch: Patch, cover: Patch): Patch =>
  patchWhere(patch.box, (x, y) => patchHolds(patch, x, y) && !patchHolds(cover, x, y));

/** The pixels of both. */
export const patchUnion = (a: Patch, b: Patch): Patch =>
  patchWhere(
    {
      left: Math.min(a.box.left, b.box.left),
      top: Math.min(a.box.top, b.box.top),
      right: Math.max(a.box.right, b.box.right),
      bottom: Math.max(a.box.bottom, b.box.bottom),
    },
    (x, y) => patchHolds(a, x, y) || patchHolds(b, x, y),
  );

/** The box about its pixels; undefined when it has none. */
export function patchBounds({ box, data }: Patch): Box | undefined {
  const width = box.right - box.left;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < data.length; p++) {
    if (data[p] === 0) continue;
    const [x, y] = [box.left + (p % width), box.top + Math.floor(p / width)];
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + 1);
    bottom = Math.max(bottom, y + 1);
  }
  return right > left ? { left, top, right, bottom } : undefined;
}

/** As a mask of a picture; what lies outside of it is cut off. */
export function bitmapOfPatch({ box, data }: Patch, { width, height }: Size): Bitmap {
  const bits = new Uint8Array(width * height);
  const [first, last] = [Math.max(0, box.left), Math.min(width, box.right)];
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++) {
    const row = (y - box.top) * (box.right - box.left) - box.left;
    for (let x = first; x < last; x++) bits[x * height + y] = data[row + x]!;
  }
  return bitmapOf(bits, { width, height });
}
