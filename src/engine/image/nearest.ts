import { invert } from '../../core/geometry';
import type { Raster } from '../../core/image';
import { borderIndex } from './border';
import { copyPixels, takesPixelsToPixels } from './copy-pixels';
import { nowhere, onePixel, positionBits } from './positions';
import { blank } from './raster';
import { type Displaced, type Geometry, positionsOf } from './warp';

/**
 * A mask moved as `warp` moves its picture: every output pixel is the one source pixel in which its centre lands, so that
 * no value comes up that was not there. `outside`: the samples, in the mask's own values, beyond a constant border.
 */
export function warpNearest(mask: Raster, operation: Geometry | Displaced, outside: readonly number[]): Raster {
  const { border } = operation;
  const { width, height, channels } = mask;
  const to = blank(operation.kind === 'geometry' ? operation.size : mask, mask);
  const inverse = operation.kind === 'geometry' ? invert(operation.matrix) : undefined;
  if (inverse && takesPixelsToPixels(inverse)) {
    copyPixels(mask, to, inverse, border, outside);
    return to;
  }
  const positions = positionsOf(operation, to);
  const [xs, ys] = [new Int32Array(to.width), new Int32Array(to.width)];
  const half = onePixel / 2; // positions count from the first pixel's centre
  for (let j = 0, q = 0; j < to.height; j++) {
    positions(j, xs, ys);
    for (let i = 0; i < to.width; i++) {
      const beyond = xs[i] === nowhere;
      const column = beyond ? -1 : borderIndex((xs[i]! + half) >> positionBits, width, border);
      const row = beyond ? -1 : borderIndex((ys[i]! + half) >> positionBits, height, border);
      const p = (row * width + column) * channels;
      for (let k = 0; k < channels; k++) to.data[q++] = column < 0 || row < 0 ? outside[k]! : mask.data[p + k]!;
    }
  }
  return to;
}
