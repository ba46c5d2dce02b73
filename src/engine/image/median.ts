import { colorChannels, type Raster } from '../../core/image';
import { borderIndex } from './border';
import { copyOf, isDeep } from './raster';

/** The median of a square about each pixel, channel by channel. Alpha stays. */
export function median(source: Raster, radius: number): Raster {
  const to = copyOf(source);
  for (let channel = 0; channel < colorChannels(source.channels); channel++) {
    if (isDeep(source)) sortedMedians(source, to, channel, radius);
    else slidingMedians(source, to, channel, radius);
  }
  return to;
}

/** A histogram that slides along each row: a column of pixels in, a column out (Huang et al. 1979). */
function slidingMedians({ data, width, height, channels }: Raster, to: Raster, channel: number, radius: number): void {
  const middle = ((2 * radius + 1) ** 2) >> 1;
  const columns = Array.from({ length: width + 2 * radius + 1 }, (_, i) => borderIndex(i - radius, width, 'reflect'));
  const counts = new Int32Array(256);
  for (let y = 0; y < height; y++) {
    const rows = Array.from(
      { length: 2 * radius + 1 },
      (_, k) => borderIndex(y + k - radius, height, 'reflect') * width,
    );
    counts.fill(0);
    let [level, below] = [0, 0]; // how many samples are below the level
    const change = (column: number, by: 1 | -1) => {
      for (const row of rows) {
        const v = data[(row + column) * channels + channel]!;
        counts[v]! += by;
        if (v < level) below += by;
      }
    };
    for (let i = 0; i < 2 * radius + 1; i++) change(columns[i]!, 1);
    for (let x = 0; x < width; x++) {
      while (below > middle) below -= counts[--level]!;
      while (below + counts[level]! <= middle) below += counts[level++]!;
      to.data[(y * width + x) * channels + channel] = level;
      change(columns[x]!, -1);
      change(columns[x + 2 * radius + 1]!, 1);
    }
  }
}

function sortedMedians({ data, width, height, channels }: Raster, to: Raster, channel: number, radius: number): void {
  const side = 2 * radius + 1;
  const window = new Uint16Array(side * side);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let k = 0; k < window.length; k++) {
        const column = borderIndex(x + (k % side) - radius, width, 'reflect');
        const row = borderIndex(y + Math.floor(k / side) - radius, height, 'reflect');
        window[k] = data[(row * width + column) * channels + channel]!;
      }
      to.data[(y * width + x) * channels + channel] = window.sort()[window.length >> 1]!;
    }
  }
}
