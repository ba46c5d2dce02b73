import { type Size, scale } from '../../core/geometry';
import type { Raster } from '../../core/image';
import { blank } from './raster';
import { spans } from './spans';
import { warp } from './warp';

/** Brought to a smaller size and back: bilinear, or each pixel as a block. */
export function coarsen(source: Raster, size: Size, look: 'smooth' | 'blocks'): Raster {
  const small = averaged(source, size);
  const { width, height } = source;
  if (look === 'smooth') {
    const matrix = scale(width / small.width, height / small.height);
    return warp(small, { kind: 'geometry', matrix, size: { width, height }, border: 'none', fill: [0, 0, 0] });
  }
  const to = blank(source, source);
  const { channels } = source;
  for (let y = 0, q = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * small.height) / height) * small.width;
    for (let x = 0; x < width; x++) {
      const from = (row + Math.floor(((x + 0.5) * small.width) / width)) * channels;
      for (let c = 0; c < channels; c++) to.data[q++] = small.data[from + c]!;
    }
  }
  return to;
}

/** A smaller picture; each pixel is the mean of what it covers, parts of pixels by their share. */
function averaged(source: Raster, size: Size): Raster {
  const { width, channels, data } = source;
  const to = blank(size, source);
  const columns = spans(width, size.width);
  const down = spans(source.height, size.height);
  const sums = new Float64Array(width * channels);
  for (let y = 0, q = 0; y < size.height; y++) {
    sums.fill(0);
    for (const [row, share] of down[y]!) {
      const start = row * width * channels;
      for (let i = 0; i < sums.length; i++) sums[i]! += share * data[start + i]!;
    }
    for (let x = 0; x < size.width; x++) {
      for (let c = 0; c < channels; c++) {
        let sum = 0.5;
        for (const [column, share] of columns[x]!) sum += share * sums[column * channels + c]!;
        to.data[q++] = sum;
      }
    }
  }
  return to;
}
