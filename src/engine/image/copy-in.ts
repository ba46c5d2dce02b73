import { bitmapBounds, bitsOf } from '../../core/bitmap';
import { compose, type Size, scale, translate } from '../../core/geometry';
import { type Box, boxOf, type Copy, type Piece, type Raster } from '../../core/image';
import { intersection } from '../../core/polygons';
import { blur } from './convolve';
import { shown } from './mix';
import { shapedAs } from './raster';

/** Puts pieces of the partner over the picture, alpha too, one after the other. Writes into the picture. */
export function copyIn(picture: Raster, partner: Raster, { pieces, sigma }: Copy): void {
  const other = shapedAs(partner, picture);
  for (const piece of pieces) {
    const reach = reachOf(piece, picture, sigma);
    if (reach) putOver(picture, other, piece, reach, sigma);
  }
}

/** The part of the picture that changes: of a gaussian, three standard deviations are seen. */
function reachOf({ shape }: Piece, picture: Size, sigma: number): Box | undefined {
  const bounds = bitmapBounds(shape);
  const soft = Math.ceil(3 * sigma);
  return (
    bounds &&
    intersection(boxOf(picture), {
      left: bounds.left - soft,
      top: bounds.top - soft,
      right: bounds.right + soft,
      bottom: bounds.bottom + soft,
    })
  );
}

function putOver(picture: Raster, other: Raster, { from, matrix, shape }: Piece, box: Box, sigma: number): void {
  const { left, top, right, bottom } = box;
  const size = { width: right - left, height: bottom - top };
  const full = scale(from.picture.width / other.width, from.picture.height / other.height); // it may come small
  const part = shown(other, compose(translate(-left, -top), matrix, full), size);
  const covers = coverage(shape, box, sigma);
  const { data, channels } = picture;
  for (let y = 0, i = 0, q = 0; y < size.height; y++) {
    let p = ((top + y) * picture.width + left) * channels;
    for (let x = 0; x < size.width; x++, i++, p += channels, q += channels) {
      const share = covers[i]! / 65535;
      if (share === 0) continue;
      for (let c = 0; c < channels; c++) data[p + c] = data[p + c]! + share * (part.data[q + c]! - data[p + c]!) + 0.5;
    }
  }
}

/** How much of each pixel in a box the piece covers, of 65535. */
function coverage({ height, ...shape }: Piece['shape'], { left, top, right, bottom }: Box, sigma: number): Uint16Array {
  const bits = bitsOf({ height, ...shape });
  const size = { width: right - left, height: bottom - top };
  const data = new Uint16Array(size.width * size.height);
  for (let y = top, i = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, i++) data[i] = bits[x * height + y]! * 65535;
  }
  return sigma > 0 ? (blur({ ...size, channels: 1, data }, sigma).data as Uint16Array) : data;
}
