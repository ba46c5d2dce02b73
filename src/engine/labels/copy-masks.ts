import { bitmapBounds, bitsOf } from '../../core/bitmap';
import type { Copy, Piece, Raster } from '../../core/image';
import { matrixMap } from '../../core/plane-map';
import type { MaskSet } from '../../formats/masks/find';
import { objectBorder } from '../../formats/masks/numbering';
import type { Mask } from '../../formats/masks/png';
import { copyOf } from '../image/raster';

/**
 * A mask over which pieces of another picture were put: there it shows what the other's mask does. Where masks number
 * objects, each piece gets a number of its own. `outside`: what stands where the other picture has no mask.
 */
export function copyIntoMask(
  mask: Mask,
  other: Mask | undefined,
  { pieces }: Copy,
  set: MaskSet,
  outside: readonly number[],
): Raster {
  if (other && other.raster.channels !== mask.raster.channels) {
    throw new Error('the mask of its partner has other channels');
  }
  const raster = copyOf(mask.raster);
  for (const piece of pieces) {
    const pixels = pixelsOf(piece, raster, other?.raster);
    const number = set.objects && other ? numberFor(pixels, other.raster, { ...mask, raster }) : undefined;
    for (const [to, from] of pixels) {
      for (let c = 0; c < raster.channels; c++) {
        const value = number ?? (other ? other.raster.data[from + c]! : outside[c]!);
        if (value > most(mask)) throw new Error('the mask of its partner has values that its own can’t hold');
        raster.data[to + c] = value;
      }
    }
  }
  return raster;
}

/** Where the samples of the piece's pixels lie in the raster, and where they come from. */
function pixelsOf({ shape, matrix }: Piece, { width, height, channels }: Raster, other: Raster | undefined) {
  const pixels: (readonly [to: number, from: number])[] = [];
  const bounds = bitmapBounds(shape);
  if (!bounds) return pixels;
  const bits = bitsOf(shape);
  const map = matrixMap(matrix, { width, height });
  const rows = bounds.bottom - bounds.top;
  const [xs, ys] = [new Float64Array(rows), new Float64Array(rows)];
  for (let x = bounds.left; x < bounds.right; x++) {
    map.column(x, bounds.top, xs, ys);
    for (let k = 0; k < rows; k++) {
      const y = bounds.top + k;
      if (bits[x * height + y] === 0) continue;
      pixels.push([(y * width + x) * channels, other ? sampleAt(other, xs[k]!, ys[k]!) : 0]);
    }
  }
  return pixels;
}

/** The pixel that holds a point, or the one at the edge nearest to it. */
function sampleAt({ width, height, channels }: Raster, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const held = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  return (held(row, height) * width + held(column, width)) * channels;
}

/** The largest value that a mask can hold. */
export const most = ({ depth, palette }: Pick<Mask, 'depth' | 'palette'>): number =>
  Math.min(2 ** depth, palette?.length ?? Infinity) - 1;

/** A number that no object of the mask has; 0 where less than half of the piece is an object there. */
function numberFor(pixels: readonly (readonly [number, number])[], other: Raster, mask: Mask): number {
  const counts = new Map<number, number>();
  for (const [, from] of pixels) counts.set(other.data[from]!, (counts.get(other.data[from]!) ?? 0) + 1);
  const [known] = [...counts].filter(([value]) => isNumber(value)).sort((a, b) => b[1] - a[1]);
  if (!known || 2 * known[1] < pixels.length) return 0;
  return freeNumber(known[0], valuesIn(mask.raster), most(mask));
}

const isNumber = (value: number): boolean => value !== 0 && value !== objectBorder;

/** All values of a mask of one number a pixel. */
export function valuesIn({ data, channels }: Raster): Set<number> {
  const values = new Set<number>();
  for (let p = 0; p < data.length; p += channels) values.add(data[p]!);
  return values;
}

/**
 * After the highest one that is used, up to `highest`; of numbers as Cityscapes has them (class · 1000 + number), after the
 * highest of its class.
 */
export function freeNumber(like: number, used: Iterable<number>, highest: number): number {
  const first = like >= 1000 ? like - (like % 1000) : 1;
  const end = Math.min(highest, like >= 1000 ? first + 999 : Infinity);
  let free = first;
  for (const value of used) if (isNumber(value) && value >= free && value <= end) free = value + 1;
  if (free > end || free === objectBorder) throw new Error('its mask has no number left for another object');
  return free;
}
