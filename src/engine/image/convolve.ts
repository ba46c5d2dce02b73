import type { Raster } from '../../core/image';
import type { Tap } from '../../core/image-filters';
import { gaussianHalf } from '../../core/kernels';
import { borderIndex } from './border';
import { copyOf } from './raster';
import { paddedRow, writeRow } from './rows';

/** The sum of weighted neighbours, beyond the edge reflected, to the nearest level. Alpha stays. */
export function convolve(source: Raster, taps: readonly Tap[]): Raster {
  const reach = Math.max(...taps.map(([dx]) => Math.abs(dx)));
  const depth = Math.max(...taps.map(([, dy]) => Math.abs(dy)));
  const { width, height, channels } = source;
  const to = copyOf(source);
  const sums = new Float64Array(width * channels);
  const rows = new Map<number, Float64Array>();
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (const [dx, dy, weight] of taps) {
      const at = borderIndex(y + dy, height, 'reflect');
      const row = rows.get(at) ?? paddedRow(source, at, reach);
      rows.set(at, row);
      const start = (reach + dx) * channels;
      for (let i = 0; i < sums.length; i++) sums[i]! += weight * row[start + i]!;
    }
    rows.delete(y - depth); // the next row looks no further up, but for reflections, which are made anew
    writeRow(to, y, sums);
  }
  return to;
}

/** A gaussian blur: along the rows, then down the columns, rounded once. Alpha stays. */
export function blur(source: Raster, sigma: number): Raster {
  const half = gaussianHalf(sigma);
  const { width, height, channels } = source;
  const samples = width * channels;
  const to = copyOf(source);
  const reach = half.length - 1;
  const smooth = Array.from({ length: height }, (_, y) => {
    const row = paddedRow(source, y, reach);
    const sums = new Float32Array(samples);
    for (let i = 0, middle = reach * channels; i < samples; i++, middle++) {
      let sum = half[0]! * row[middle]!;
      for (let k = 1; k <= reach; k++) sum += half[k]! * (row[middle - k * channels]! + row[middle + k * channels]!);
      sums[i] = sum;
    }
    return sums;
  });
  const sums = new Float64Array(samples);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = -reach; k <= reach; k++) {
      const row = smooth[borderIndex(y + k, height, 'reflect')]!;
      const weight = half[Math.abs(k)]!;
      for (let i = 0; i < samples; i++) sums[i]! += weight * row[i]!;
    }
    writeRow(to, y, sums);
  }
  return to;
}
