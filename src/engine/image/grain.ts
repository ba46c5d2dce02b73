import { luma } from '../../core/colors';
import { exp } from '../../core/exact';
import { colorChannels, fullScale, type Raster } from '../../core/image';
import type { GrainLaw } from '../../core/image-filters';
import { type Random, randomFor } from '../../core/random';
import { gaussianBits, gaussianCount, gaussians } from './gaussians';
import { noiseBlock } from './noise';

/** Noise that depends on the pixel, to the nearest level and clamped. Writes into the raster; alpha stays. */
export function addGrain(raster: Raster, law: GrainLaw, seed: number): void {
  const random = randomFor(law.law, seed);
  const full = fullScale(raster);
  const colors = colorChannels(raster.channels);
  const change = changeOf(law, random, full, colors);
  const { data, channels } = raster;
  const pixel = new Float64Array(colors);
  for (let p = 0; p < data.length; p += channels) {
    for (let c = 0; c < colors; c++) pixel[c] = data[p + c]!;
    change(pixel);
    for (let c = 0; c < colors; c++) data[p + c] = Math.min(full, Math.max(0, pixel[c]! + 0.5));
  }
}

/** Changes the colours of one pixel. */
function changeOf(law: GrainLaw, random: Random, full: number, colors: number): (pixel: Float64Array) => void {
  switch (law.law) {
    case 'salt and pepper':
      return (pixel) => {
        const drawn = random.uniform();
        if (drawn < law.amount) pixel.fill(drawn < law.amount * law.salt ? full : 0);
      };
    case 'multiply': {
      const factor = () => 1 + law.spread * (2 * random.uniform() - 1);
      return (pixel) => {
        const shared = law.perColor ? undefined : factor();
        for (let c = 0; c < colors; c++) pixel[c]! *= shared ?? factor();
      };
    }
    case 'photons': {
      const normal = normals(random);
      return (pixel) => {
        for (let c = 0; c < colors; c++)
          pixel[c] = (poisson((pixel[c]! / full) * law.white, random, normal) / law.white) * full;
      };
    }
    case 'iso': {
      const normal = normals(random);
      const unit = full / 255;
      return (pixel) => {
        const lightness = normal() * law.lightness * unit;
        const tints = [normal(), normal(), normal()].map((v) => v * law.color * unit);
        const gray = colors === 3 ? tints.reduce((sum, v, c) => sum + v * luma[c]!, 0) : tints[0]!;
        for (let c = 0; c < colors; c++) pixel[c]! += lightness + tints[c]! - gray;
      };
    }
  }
}

/** Gaussians out of the table, from a random place in it. */
function normals(random: Random): () => number {
  const table = gaussians(noiseBlock);
  return () => table[random.seed() & (gaussianCount - 1)]! / (1 << gaussianBits);
}

/** A count with this mean: by products of even numbers (Knuth), above 40 by its gaussian. */
function poisson(mean: number, random: Random, normal: () => number): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const least = exp(-mean);
  let count = -1;
  for (let product = 1; product > least; count++) product *= random.uniform();
  return Math.max(0, count);
}
