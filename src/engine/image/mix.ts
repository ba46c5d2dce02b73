import { compose, type Matrix, type Size, scale, translate } from '../../core/geometry';
import { boxOf, coverMatrix, type Paste, pasteMatrix, type Raster } from '../../core/image';
import { halved, shapedAs } from './raster';
import { warp } from './warp';

/** weight · picture + (1 - weight) · partner, alpha like the colours, to the nearest level. Writes into the picture. */
export function mixIn(picture: Raster, partner: Raster, weight: number): void {
  const other = shown(shapedAs(partner, picture), coverMatrix(partner, boxOf(picture)), picture).data;
  const { data } = picture;
  const rest = 1 - weight;
  for (let p = 0; p < data.length; p++) data[p] = (weight * data[p]! + rest * other[p]! + 0.5) | 0;
}

/** Puts a part of the partner in place of the picture's own, alpha too. Writes into the picture. */
export function pasteIn(picture: Raster, partner: Raster, paste: Paste): void {
  const { left, top, right, bottom } = paste.to;
  const matrix = compose(translate(-left, -top), pasteMatrix(partner, paste, picture));
  const size = { width: right - left, height: bottom - top };
  const part = shown(shapedAs(partner, picture), matrix, size);
  const row = size.width * picture.channels;
  for (let y = 0; y < size.height; y++) {
    const at = ((top + y) * picture.width + left) * picture.channels;
    picture.data.set(part.data.subarray(y * row, (y + 1) * row), at);
  }
}

/** A picture seen through an evenly scaling matrix, which may mirror: halved by the mean of four while it can be, then bilinear. */
export function shown(picture: Raster, matrix: Matrix, size: Size): Raster {
  if (Math.abs(matrix[0]) <= 0.5) return shown(halved(picture), compose(matrix, scale(2, 2)), size);
  return warp(picture, { kind: 'geometry', matrix, size, border: 'none', fill: [0, 0, 0] });
}
