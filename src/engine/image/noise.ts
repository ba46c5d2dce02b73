import { colorChannels, fullScale, type Raster } from '../../core/image';
import { randomFor } from '../../core/random';

const tableSize = 1 << 18;
/** Samples between two random starts in the table; whole pixels for one and for three colours. */
const block = 1536;
/** Units of the table: 1/4096 of a standard deviation. */
const tableBits = 12;
/** Units of sigma: 1/512 level, so that 32 bit kernels can do the same sums. */
const sigmaBits = 9;

/** Makes noise positive, so that cutting decimals off rounds down. */
const whole = 1 << 20;

let table: Int16Array | undefined;

/** 2^18 gaussians, the same in every process, and a tail so that a block never wraps. Made once, in about 50 ms. */
function gaussians(): Int16Array {
  if (table) return table;
  const random = randomFor('gaussian table');
  const values = Float64Array.from({ length: tableSize }, () => random.normal());
  const mean = values.reduce((sum, v) => sum + v, 0) / tableSize;
  const sigma = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / tableSize);
  const made = new Int16Array(tableSize + block);
  for (let i = 0; i < tableSize; i++) made[i] = Math.round(((values[i]! - mean) / sigma) * (1 << tableBits));
  made.copyWithin(tableSize, 0, block);
  table = made;
  return made;
}

/**
 * Adds gaussian noise of `sigma` levels of 255 (0 to 100), independent for each pixel and colour, rounded to the nearest
 * level and clamped. Writes into the raster; alpha stays.
 */
export function addNoise(raster: Raster, sigma: number, seed: number): void {
  const { channels, data } = raster;
  const starts = randomFor('noise', seed);
  const colors = colorChannels(channels);
  const pixels = (block / colors) * channels; // samples of the raster that one block covers
  const full = fullScale(raster);
  const noise = gaussians();
  const factor = (Math.round(sigma * (1 << sigmaBits)) * (full / 255)) / (1 << (tableBits + sigmaBits));
  const lift = whole + 0.5;
  for (let from = 0; from < data.length; from += pixels) {
    const to = Math.min(data.length, from + pixels);
    let i = starts.seed() & (tableSize - 1);
    // Without alpha a block is one run of samples; with it, each pixel is one.
    const [run, step] = channels === colors ? [to - from, to - from] : [colors, channels];
    for (let start = from; start < to; start += step) {
      for (let p = start; p < start + run; p++, i++) {
        const v = data[p]! + ((noise[i]! * factor + lift) | 0) - whole;
        data[p] = v < 0 ? 0 : Math.min(v, full);
      }
    }
  }
}
