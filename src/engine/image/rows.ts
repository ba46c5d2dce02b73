import { colorChannels, fullScale, type Raster } from '../../core/image';
import { borderIndex } from './border';

/** One row with so many reflected pixels on both sides. */
export function paddedRow({ data, width, channels }: Raster, y: number, reach: number): Float64Array {
  const row = new Float64Array((width + 2 * reach) * channels);
  const start = y * width * channels;
  row.set(data.subarray(start, start + width * channels), reach * channels);
  for (let i = 1; i <= reach; i++) {
    for (const [x, at] of [
      [-i, reach - i],
      [width - 1 + i, reach + width - 1 + i],
    ] as const) {
      const from = start + borderIndex(x, width, 'reflect') * channels;
      for (let c = 0; c < channels; c++) row[at * channels + c] = data[from + c]!;
    }
  }
  return row;
}

/** Writes a row's colours to the nearest level; alpha stays. */
export function writeRow(to: Raster, y: number, values: Float64Array): void {
  const { data, channels } = to;
  const colors = colorChannels(channels);
  const full = fullScale(to);
  const start = y * values.length;
  for (let i = 0; i < values.length; i += channels) {
    for (let c = 0; c < colors; c++) {
      const v = values[i + c]! + 0.5;
      data[start + i + c] = v < 0 ? 0 : v > full ? full : v;
    }
  }
}
