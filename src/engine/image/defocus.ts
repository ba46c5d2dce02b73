import type { Raster } from '../../core/image';
import { discRows } from '../../core/kernels';
import { borderIndex } from './border';
import { copyOf } from './raster';
import { paddedRow, writeRow } from './rows';

/** The mean of a disc about each pixel, by running sums along the rows. Alpha stays. */
export function defocus(source: Raster, radius: number): Raster {
  const halves = discRows(radius);
  const area = halves.reduce((sum, half, y) => sum + (y === 0 ? 2 : 4) * half, 0);
  const reach = Math.ceil(halves[0]!) + 1;
  const { width, height, channels } = source;
  const to = copyOf(source);
  const sums = new Float64Array(width * channels);
  const rows = new Map<number, Float64Array>();
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let down = 1 - halves.length; down < halves.length; down++) {
      const at = borderIndex(y + down, height, 'reflect');
      const row = rows.get(at) ?? runningSums(paddedRow(source, at, reach), channels);
      rows.set(at, row);
      const half = halves[Math.abs(down)]!;
      // The chord reaches from the pixel's middle to `whole` pixels and a part of one on both sides.
      const whole = Math.floor(half - 0.5);
      const part = half - 0.5 - whole;
      for (let i = 0; i < sums.length; i++) {
        const middle = i + reach * channels;
        const right = middle + (whole + 1) * channels; // running sums before this sample
        const left = middle - whole * channels;
        const rest = row[right + channels]! - row[right]! + row[left]! - row[left - channels]!;
        sums[i]! += row[right]! - row[left]! + part * rest;
      }
    }
    rows.delete(y - halves.length + 1);
    for (let i = 0; i < sums.length; i++) sums[i]! /= area;
    writeRow(to, y, sums);
  }
  return to;
}

/** For each sample the sum of those of its channel before it; one pixel more. */
function runningSums(row: Float64Array, channels: number): Float64Array {
  const sums = new Float64Array(row.length + channels);
  for (let i = channels; i < sums.length; i++) sums[i] = sums[i - channels]! + row[i - channels]!;
  return sums;
}
