import { luma } from '../../core/colors';
import { colorChannels, fullScale, type Raster } from '../../core/image';
import type { LevelRule } from '../../core/image-filters';

/** The map of levels that a rule finds in each channel, by so much of its strength. Writes into the raster; alpha stays. */
export function applyLevels(raster: Raster, rule: LevelRule, strength: number): void {
  const { data, channels } = raster;
  const full = fullScale(raster);
  const mean = rule === 'mean' ? Math.floor(meanGray(raster) + 0.5) : 0;
  for (let c = 0; c < colorChannels(channels); c++) {
    const map =
      rule === 'mean' ? () => mean : (rule === 'equalize' ? equalizing : stretching)(countsOf(raster, c), full);
    const table = Float64Array.from({ length: full + 1 }, (_, level) => {
      const blended = level + strength * (map(level) - level);
      return Math.min(full, Math.max(0, Math.floor(blended + 0.5)));
    });
    for (let p = c; p < data.length; p += channels) data[p] = table[data[p]!]!;
  }
}

/** How often each level stands in a channel. */
export function countsOf(raster: Raster, channel: number): Float64Array {
  const counts = new Float64Array(fullScale(raster) + 1);
  for (let p = channel; p < raster.data.length; p += raster.channels) counts[raster.data[p]!]!++;
  return counts;
}

/**
 * Pillow's `ImageOps.equalize`. Where there are fewer pixels than levels the step between two levels is a part of a pixel;
 * Pillow leaves such pictures as they are.
 */
function equalizing(counts: Float64Array, full: number): (level: number) => number {
  const used = counts.filter((n) => n > 0);
  if (used.length <= 1) return (level) => level;
  const exact = (used.reduce((sum, n) => sum + n, 0) - used.at(-1)!) / full;
  const step = Math.floor(exact) || exact;
  let below = Math.floor(step / 2);
  const map = counts.map((n) => {
    const level = Math.min(full, Math.floor(below / step));
    below += n;
    return level;
  });
  return (level) => map[level]!;
}

/** Pillow's `ImageOps.autocontrast` without a cut-off. */
function stretching(counts: Float64Array, full: number): (level: number) => number {
  const low = counts.findIndex((n) => n > 0);
  const high = counts.findLastIndex((n) => n > 0);
  if (high <= low) return (level) => level;
  const scale = full / (high - low);
  return (level) => Math.min(full, Math.max(0, Math.floor(level * scale - low * scale)));
}

function meanGray({ data, channels }: Raster): number {
  const colors = colorChannels(channels);
  let sum = 0;
  for (let p = 0; p < data.length; p += channels) {
    if (colors === 1) sum += data[p]!;
    else sum += Math.floor(luma[0] * data[p]! + luma[1] * data[p + 1]! + luma[2] * data[p + 2]! + 0.5);
  }
  return (sum * channels) / data.length;
}
