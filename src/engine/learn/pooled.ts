import { fullScale, type Raster } from '../../core/image';

/** Pixels of a thumbnail, in a row and in a column. */
const side = 8;

/** A picture as a thumbnail of 8 × 8 × 3 numbers from 0 to 1, each the mean over its part of the picture. */
export function pooled({ width, height, channels, data }: Raster): Float64Array {
  const full = fullScale({ data });
  const sums = new Float64Array(side * side * 3);
  const counts = new Float64Array(side * side);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * side) / height) * side;
    for (let x = 0; x < width; x++) {
      const cell = row + Math.floor((x * side) / width);
      const at = (y * width + x) * channels;
      counts[cell]!++;
      for (let c = 0; c < 3; c++) sums[cell * 3 + c]! += data[channels < 3 ? at : at + c]!;
    }
  }
  return sums.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]!) / full);
}
