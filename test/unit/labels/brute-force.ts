import type { Point, Size } from '../../../src/core/geometry';
import type { Raster } from '../../../src/core/image';
import type { Polygon } from '../../../src/core/objects';

/** A star of ten corners about (58, 44). */
export const star: Polygon = Array.from({ length: 10 }, (_, i): Point => {
  const [radius, angle] = [i % 2 ? 13 : 30, (i * Math.PI) / 5];
  return [58 + radius * Math.cos(angle), 44 + radius * Math.sin(angle)];
});
/** By the even-odd rule. */
export const inside = (polygon: Polygon, [x, y]: Point): boolean =>
  polygon.reduce((odd, [ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length]!;
    return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax ? !odd : odd;
  }, false);

/** One where `holds` says so of the centre of a pixel. */
export function rasterOf({ width, height }: Size, holds: (p: Point) => boolean): Raster {
  const data = new Uint8Array(width * height);
  for (let p = 0; p < data.length; p++) {
    if (holds([(p % width) + 0.5, Math.floor(p / width) + 0.5])) data[p] = 1;
  }
  return { width, height, channels: 1, data };
}

/** Pixels whose centres are inside, by the even-odd rule. */
export const rasterise = (polygons: readonly Polygon[], frame: Size): Raster =>
  rasterOf(frame, (p) => polygons.some((polygon) => inside(polygon, p)));

/** How far the centre of a pixel is from the nearest pixel with another value in both pictures. */
export function worstMiss(a: Raster, b: Raster): number {
  let worst = 0;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      const value = a.data[y * a.width + x]!;
      if (value === b.data[y * a.width + x]) continue;
      let nearest = Number.POSITIVE_INFINITY;
      for (let v = Math.max(0, y - 3); v <= Math.min(a.height - 1, y + 3); v++) {
        for (let u = Math.max(0, x - 3); u <= Math.min(a.width - 1, x + 3); u++) {
          if (a.data[v * a.width + u] !== value) nearest = Math.min(nearest, Math.hypot(u - x, v - y));
        }
      }
      worst = Math.max(worst, nearest - 0.5); // the edge runs half a pixel before the other centre
    }
  }
  return worst;
}
