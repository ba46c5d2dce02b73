import { colorChannels, fullScale, type ImageOperation, type Raster } from '../../core/image';
import { isDeep } from './raster';

export type Linear = Extract<ImageOperation, { kind: 'linear' }>;

/**
 * Linear maps, one after the other, in one table a channel. Each map clamps, as if it stood alone; only the last one
 * rounds, to the nearest level (half up). Writes into the raster; alpha stays.
 */
export function applyTone(raster: Raster, maps: readonly Linear[]): void {
  const { data, channels } = raster;
  if (colorChannels(channels) === 1) {
    const table = tableOf(
      raster,
      maps.map(({ gain, bias }) => [mean(gain), mean(bias)] as const),
    );
    for (let p = 0; p < data.length; p += channels) data[p] = table[data[p]!]!;
    return;
  }
  const [red, green, blue] = [0, 1, 2].map((c) =>
    tableOf(
      raster,
      maps.map((m) => [m.gain[c]!, m.bias[c]!] as const),
    ),
  );
  for (let p = 0; p < data.length; p += channels) {
    data[p] = red![data[p]!]!;
    data[p + 1] = green![data[p + 1]!]!;
    data[p + 2] = blue![data[p + 2]!]!;
  }
}

function tableOf(raster: Raster, maps: readonly (readonly [gain: number, bias: number])[]): Uint8Array | Uint16Array {
  const full = fullScale(raster);
  const table = isDeep(raster) ? new Uint16Array(full + 1) : new Uint8Array(full + 1);
  for (let level = 0; level <= full; level++) {
    let value = level;
    for (const [gain, bias] of maps) value = Math.min(full, Math.max(0, value * gain + bias * full));
    table[level] = Math.floor(value + 0.5);
  }
  return table;
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
