import type { Size } from './geometry';
import type { Box } from './image';

/** Pixels that belong together, row by row as far as they were found so. */
export interface Region {
  readonly pixels: readonly number[];
  readonly bounds: Box;
}

/** All pixels of each value, the least value first. */
export function regionsByValue(
  value: (pixel: number) => number,
  { width, height }: Size,
  skipped: ReadonlySet<number>,
): readonly Region[] {
  const pixels = new Map<number, number[]>();
  for (let p = 0; p < width * height; p++) {
    const own = value(p);
    if (skipped.has(own)) continue;
    const known = pixels.get(own);
    if (known) known.push(p);
    else pixels.set(own, [p]);
  }
  return [...pixels].sort(([a], [b]) => a - b).map(([, all]) => ({ pixels: all, bounds: boundsOfPixels(all, width) }));
}

/** Pixels of one value that touch by their sides, in the order of their first pixel. */
export function connectedRegions(
  value: (pixel: number) => number,
  { width, height }: Size,
  skipped: ReadonlySet<number>,
): readonly Region[] {
  const seen = new Uint8Array(width * height);
  const regions: Region[] = [];
  for (let start = 0; start < seen.length; start++) {
    const own = value(start);
    if (seen[start] === 1 || skipped.has(own)) continue;
    const pixels = [start];
    seen[start] = 1;
    const reach = (p: number) => {
      if (seen[p] === 1 || value(p) !== own) return;
      seen[p] = 1;
      pixels.push(p);
    };
    for (let at = 0; at < pixels.length; at++) {
      const p = pixels[at]!;
      if (p % width > 0) reach(p - 1);
      if (p % width < width - 1) reach(p + 1);
      if (p >= width) reach(p - width);
      if (p < seen.length - width) reach(p + width);
    }
    regions.push({ pixels, bounds: boundsOfPixels(pixels, width) });
  }
  return regions;
}

function boundsOfPixels(pixels: readonly number[], width: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const p of pixels) {
    const [x, y] = [p % width, Math.floor(p / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return { left, top, right, bottom };
}
