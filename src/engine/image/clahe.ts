import { luma } from '../../core/colors';
import { colorChannels, fullScale, type Raster } from '../../core/image';

const bins = 256;

/**
 * Contrast limited adaptive histogram equalisation (Zuiderveld 1994) of the gray; colours move with it, so that their
 * differences stay. In each tile no level counts for more than `clip` times the even share, and what is cut off is shared
 * out. Between the middles of the tiles the maps are blended. Writes into the raster.
 */
export function clahe(raster: Raster, clip: number, tiles: number): void {
  const { data, width, height, channels } = raster;
  const [colors, unit] = [colorChannels(channels), fullScale(raster) / (bins - 1)];
  const grays = graysOf(raster, unit);
  const [across, down] = [Math.min(tiles, width), Math.min(tiles, height)];
  const maps = Array.from({ length: across * down }, (_, i) => {
    const edge = (k: number, count: number, length: number) => Math.floor((k * length) / count);
    const [column, row] = [i % across, Math.floor(i / across)];
    const [left, right] = [edge(column, across, width), edge(column + 1, across, width)];
    return tileMap(grays, width, [left, edge(row, down, height), right, edge(row + 1, down, height)], clip);
  });
  const columns = Array.from({ length: width }, (_, x) => between(((x + 0.5) * across) / width - 0.5, across));
  for (let y = 0, i = 0; y < height; y++) {
    const [top, bottom, below] = between(((y + 0.5) * down) / height - 0.5, down);
    for (let x = 0; x < width; x++, i++) {
      const [left, right, beside] = columns[x]!;
      const at = (row: number, column: number) => maps[row * across + column]![Math.floor(grays[i]! + 0.5)]!;
      const upper = at(top, left) * (1 - beside) + at(top, right) * beside;
      const lower = at(bottom, left) * (1 - beside) + at(bottom, right) * beside;
      const change = (upper * (1 - below) + lower * below - grays[i]!) * unit;
      for (let c = 0, p = i * channels; c < colors; c++, p++) {
        const v = data[p]! + change + 0.5;
        data[p] = v < 0 ? 0 : Math.min(v, fullScale(raster));
      }
    }
  }
}

/** Gray from 0 to 255, not rounded. */
function graysOf({ data, channels }: Raster, unit: number): Float64Array {
  const colors = colorChannels(channels);
  return Float64Array.from({ length: data.length / channels }, (_, i) => {
    const p = i * channels;
    if (colors === 1) return data[p]! / unit;
    return (luma[0] * data[p]! + luma[1] * data[p + 1]! + luma[2] * data[p + 2]!) / unit;
  });
}

/** Two neighbouring tiles, and how near to the second one. */
function between(position: number, count: number): readonly [first: number, second: number, share: number] {
  const first = Math.floor(position);
  return [Math.max(0, first), Math.min(count - 1, first + 1), position - first];
}

type Bounds = readonly [left: number, top: number, right: number, bottom: number];

/** Where a tile takes each gray: the share of its pixels that are as dark, of 255. */
function tileMap(grays: Float64Array, width: number, [left, top, right, bottom]: Bounds, clip: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) counts[Math.floor(grays[y * width + x]! + 0.5)]!++;
  }
  const area = (right - left) * (bottom - top);
  const most = (clip * area) / bins;
  let cut = 0;
  for (let v = 0; v < bins; v++) {
    if (counts[v]! <= most) continue;
    cut += counts[v]! - most;
    counts[v] = most;
  }
  let sum = 0;
  return counts.map((n) => {
    sum += n + cut / bins;
    return (sum / area) * (bins - 1);
  });
}
