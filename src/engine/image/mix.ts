import { compose, type Size, scale, translate } from '../../core/geometry';
import type { Raster } from '../../core/image';
import { halved, shapedAs } from './raster';
import { warp } from './warp';

/** weight · picture + (1 - weight) · partner, alpha like the colours, to the nearest level. Writes into the picture. */
export function mixIn(picture: Raster, partner: Raster, weight: number): void {
  const other = cover(shapedAs(partner, picture), picture).data;
  const { data } = picture;
  const rest = 1 - weight;
  for (let p = 0; p < data.length; p++) data[p] = (weight * data[p]! + rest * other[p]! + 0.5) | 0;
}

/** Scaled to cover the size, its middle kept: halves by the mean of four while it can, then bilinear. */
export function cover(picture: Raster, { width, height }: Size): Raster {
  const needed = Math.max(width / picture.width, height / picture.height);
  if (needed <= 0.5) return cover(halved(picture), { width, height });
  const matrix = compose(
    translate(width / 2, height / 2),
    scale(needed, needed),
    translate(-picture.width / 2, -picture.height / 2),
  );
  return warp(picture, { kind: 'geometry', matrix, size: { width, height }, border: 'none', fill: [0, 0, 0] });
}
