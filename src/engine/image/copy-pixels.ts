import type { Border, Matrix } from '../../core/geometry';
import type { Raster } from '../../core/image';
import { borderIndex } from './border';

/** True when each output pixel is one source pixel: flips, quarter turns, whole shifts. */
export function takesPixelsToPixels([a, b, c, d, e, f, g, h, i]: Matrix): boolean {
  if (g !== 0 || h !== 0 || i !== 1) return false;
  const unit = (v: number) => v === 1 || v === -1;
  const straight = (unit(a) && unit(e) && b === 0 && d === 0) || (unit(b) && unit(d) && a === 0 && e === 0);
  return straight && Number.isInteger((a + b - 1) / 2 + c) && Number.isInteger((d + e - 1) / 2 + f);
}

/** Fills `to` with the pixels of such a geometry; `outside`: the samples of a pixel beyond a constant border. */
export function copyPixels(
  source: Raster,
  to: Raster,
  [a, b, c, d, e, f]: Matrix,
  border: Border,
  outside: readonly number[],
): void {
  const { channels } = source;
  const xIndex = (x: number) => borderIndex(x, source.width, border) * channels;
  const yIndex = (y: number) => borderIndex(y, source.height, border) * source.width * channels;
  // Column and row each decide one of the two source coordinates; a negative sum means "beyond the edge".
  const columns = Array.from({ length: to.width }, (_, i) =>
    a !== 0 ? xIndex(a * (i + 0.5) + c - 0.5) : yIndex(d * (i + 0.5) + f - 0.5),
  );
  const rows = Array.from({ length: to.height }, (_, j) =>
    a !== 0 ? yIndex(e * (j + 0.5) + f - 0.5) : xIndex(b * (j + 0.5) + c - 0.5),
  );
  let q = 0;
  for (let j = 0; j < to.height; j++) {
    const row = rows[j]!;
    for (let i = 0; i < to.width; i++) {
      const column = columns[i]!;
      const beyond = row < 0 || column < 0;
      for (let p = row + column, k = 0; k < channels; k++) to.data[q++] = beyond ? outside[k]! : source.data[p + k]!;
    }
  }
}
