import { type Bitmap, bitmapOf, moveBitmap } from '../../core/bitmap';
import type { CutOut } from '../../core/cut-out';
import type { Raster } from '../../core/image';
import { matrixMap } from '../../core/plane-map';
import { connectedRegions, regionsByValue } from '../../core/regions';
import type { MaskSet } from '../../formats/masks/find';
import { objectBorder } from '../../formats/masks/numbering';
import { valueAt } from '../../formats/masks/png';

/** Of class masks, smaller regions are specks, and larger ones background: sky, floor, walls. Shares of the picture. */
const [least, largest] = [0.001, 0.5];

/**
 * What a mask shows that can be cut out: each object of a mask of objects; of a mask of classes each connected region,
 * where nothing says that it is more than one thing.
 */
export function regionsOf(raster: Raster, { uncovered, objects }: MaskSet, set: number): readonly CutOut[] {
  const { width, height } = raster;
  const value = valueAt(raster);
  const skipped = new Set([0, typeof uncovered === 'number' ? uncovered : 0, ...(objects ? [objectBorder] : [])]);
  const regions = objects ? regionsByValue(value, raster, skipped) : connectedRegions(value, raster, skipped);
  const [few, many] = objects ? [1, Infinity] : [least * width * height, largest * width * height];
  return regions
    .filter(({ pixels }) => pixels.length >= few && pixels.length <= many)
    .map(({ pixels, bounds }): CutOut => {
      let bitmap: Bitmap | undefined;
      return {
        picture: { width, height },
        bounds,
        mirrors: true,
        set,
        shape(matrix, size) {
          bitmap ??= bitmapOfPixels(pixels, raster);
          return moveBitmap(bitmap, matrixMap(matrix, size)).bitmap;
        },
      };
    });
}

export function bitmapOfPixels(pixels: readonly number[], { width, height }: Raster): Bitmap {
  const bits = new Uint8Array(width * height);
  for (const p of pixels) bits[(p % width) * height + Math.floor(p / width)] = 1;
  return bitmapOf(bits, { width, height });
}
