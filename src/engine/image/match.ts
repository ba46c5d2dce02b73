import { colorChannels, fullScale, type Raster } from '../../core/image';
import { countsOf } from './levels';
import { shapedAs } from './raster';

/**
 * Gives each channel the target's histogram, by so much of `strength`: a level becomes the target's at the same share of
 * the pixels, between two of its levels evenly (scikit-image `match_histograms`). Writes into the picture; alpha stays.
 */
export function matchHistogram(picture: Raster, other: Raster, strength: number): void {
  const target = shapedAs(other, picture);
  const { data, channels } = picture;
  const full = fullScale(picture);
  for (let c = 0; c < colorChannels(channels); c++) {
    const map = matching(sharesOf(picture, c), sharesOf(target, c));
    const table = Float64Array.from(map, (to, level) =>
      Math.min(full, Math.max(0, Math.floor(level + strength * (to - level) + 0.5))),
    );
    for (let p = c; p < data.length; p += channels) data[p] = table[data[p]!]!;
  }
}

/** For each level, the share of the pixels up to it. */
function sharesOf(picture: Raster, channel: number): Float64Array {
  const all = picture.width * picture.height;
  let up = 0;
  return countsOf(picture, channel).map((count) => {
    up += count;
    return up / all;
  });
}

function matching(own: Float64Array, target: Float64Array): Float64Array {
  const used = [...target.keys()].filter((level) => target[level]! > (target[level - 1] ?? 0));
  let at = 0; // both rise
  return own.map((share) => {
    while (at < used.length - 1 && target[used[at]!]! < share) at++;
    const [here, before] = [used[at]!, used[at - 1]];
    if (before === undefined || target[here]! <= share) return here;
    const part = (share - target[before]!) / (target[here]! - target[before]!);
    return before + part * (here - before);
  });
}
