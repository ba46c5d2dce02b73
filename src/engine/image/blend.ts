import type { Raster } from '../../core/image';
import { copyOf } from './raster';

/** Copies of a picture, added up by weight; alpha like the colours, to the nearest level. */
export function sumOf(
  picture: Raster,
  own: number,
): {
  add(copy: Raster, weight: number): void;
  /** The picture of the sum. */
  done(): Raster;
} {
  const sum = Float64Array.from(picture.data, (level) => own * level);
  return {
    add(copy, weight) {
      for (let p = 0; p < sum.length; p++) sum[p] = sum[p]! + weight * copy.data[p]!;
    },
    done() {
      const to = copyOf(picture);
      for (let p = 0; p < sum.length; p++) to.data[p] = (sum[p]! + 0.5) | 0;
      return to;
    },
  };
}
