import { compose, scale } from '../../core/geometry';
import type { Raster } from '../../core/image';
import type { Pass } from './fuse';
import { halved } from './raster';

/**
 * The picture and the pass that comes next. A picture that becomes less than half as wide and high is halved by the mean
 * of four first, as often as it can be: bilinear alone would pick single pixels out of many.
 */
export function halvedFirst(picture: Raster, pass: Pass): { readonly picture: Raster; readonly pass: Pass } {
  if (pass.kind !== 'geometry' || picture.width < 2 || picture.height < 2) return { picture, pass };
  const [a, b, , d, e, , g, h] = pass.matrix;
  const shrinks = g === 0 && h === 0 && a * a + d * d <= 0.25 && b * b + e * e <= 0.25;
  if (!shrinks) return { picture, pass };
  return halvedFirst(halved(picture), { ...pass, matrix: compose(pass.matrix, scale(2, 2)) });
}
