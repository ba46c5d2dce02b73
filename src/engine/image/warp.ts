import { invert, type Size } from '../../core/geometry';
import type { ImageOperation, Raster } from '../../core/image';
import { sampleBilinear } from './bilinear';
import { copyPixels, takesPixelsToPixels } from './copy-pixels';
import { affinePositions, displacedPositions, type Positions, projectivePositions } from './positions';
import { blank, samplesOf } from './raster';

export type Geometry = Extract<ImageOperation, { kind: 'geometry' }>;
export type Displaced = Extract<ImageOperation, { kind: 'displace' }>;

/**
 * One resampling: bilinear, position rounded to 1/2048 pixel, value to the nearest level (half up), colours weighted by
 * alpha. A geometry that takes pixels onto pixels (flips, quarter turns, whole shifts) copies them. What lies beyond the
 * horizon of a perspective is the fill. Throws for a matrix that flattens the picture.
 */
export function warp(source: Raster, operation: Geometry | Displaced): Raster {
  const { border, fill } = operation;
  const to = blank(operation.kind === 'geometry' ? operation.size : source, source);
  const inverse = operation.kind === 'geometry' ? invert(operation.matrix) : undefined;
  const outside = samplesOf(fill, source);
  if (inverse && takesPixelsToPixels(inverse)) copyPixels(source, to, inverse, border, outside);
  else sampleBilinear(source, to, positionsOf(operation, to), border, outside);
  return to;
}

/** Where the pixels of an output of this size come from. */
export function positionsOf(operation: Geometry | Displaced, size: Size): Positions {
  if (operation.kind === 'displace') return displacedPositions(operation, size);
  const inverse = invert(operation.matrix);
  const flat = inverse[6] === 0 && inverse[7] === 0 && inverse[8] === 1;
  return flat ? affinePositions(inverse, size) : projectivePositions(inverse, size);
}
