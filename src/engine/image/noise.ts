import { colorChannels, fullScale, type Raster } from '../../core/image';
import { randomFor } from '../../core/random';
import { gaussianBits, gaussianCount, gaussians } from './gaussians';

/** Samples between two random starts in the table; whole pixels for one and for three colours. */
export const noiseBlock = 1536;
/** Units of sigma: 1/512 level, so that 32 bit kernels can do the same sums. */
const sigmaBits = 9;
/** Makes noise positive, so that cutting decimals off rounds down. */
const whole = 1 << 20;

/** Sigma in whole units. */
export const noiseStrength = (sigma: number): number => Math.round(sigma * (1 << sigmaBits));

/** Where in the table each block begins, one after the other. */
export function noiseStarts(seed: number): () => number {
  const random = randomFor('noise', seed);
  return () => random.seed() & (gaussianCount - 1);
}

/**
 * Adds gaussian noise of `sigma` levels of 255 (0 to 100), independent for each pixel and colour, rounded to the nearest
 * level and clamped. Writes into the raster; alpha stays.
 */
export function addNoise(raster: Raster, sigma: number, seed: number): void {
  const { channels, data } = raster;
  const starts = noiseStarts(seed);
  const colors = colorChannels(channels);
  const pixels = (noiseBlock / colors) * channels; // samples of the raster that one block covers
  const full = fullScale(raster);
  const noise = gaussians(noiseBlock);
  const factor = (noiseStrength(sigma) * (full / 255)) / (1 << (gaussianBits + sigmaBits));
  const lift = whole + 0.5;
  for (let from = 0; from < data.length; from += pixels) {
    const to = Math.min(data.length, from + pixels);
    let i = starts();
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
