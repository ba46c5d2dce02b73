import { type Displacement, splineTap } from '../../core/displacement';
import type { Matrix, Size } from '../../core/geometry';

/** Positions and weights are in 1/2048 of a pixel. */
export const positionBits = 11;
export const onePixel = 1 << positionBits;
/** In place of a position: what is seen there lies beyond the horizon, and is the fill. */
export const nowhere = -(2 ** 31);

/** For an output row, where its pixels come from: relative to the centre of the source's first pixel. */
export type Positions = (row: number, xs: Int32Array, ys: Int32Array) => void;

/** Makes positions positive, so that cutting decimals off rounds down. */
const shift = 1 << 30;
/** Farther out than any border is followed: 2^18 pixels. */
const far = 2 ** 29;
/** Starts and steps are whole in 2^-20 of a position: their sums are exact, in doubles and in 64 bit integers alike. */
const fine = 2 ** 20;
const fineOf = (position: number): number => Math.floor(position * fine + 0.5) / fine;
const kept = (position: number): number => Math.min(far, Math.max(-far, position));

/** The start of a row's positions and their step from pixel to pixel, rounded so that rounding down is to the nearest. */
export function affineRow([a, b, c, d, e, f]: Matrix, row: number) {
  return {
    x: fineOf((a * 0.5 + b * (row + 0.5) + c - 0.5) * onePixel + 0.5),
    y: fineOf((d * 0.5 + e * (row + 0.5) + f - 0.5) * onePixel + 0.5),
    dx: fineOf(a * onePixel),
    dy: fineOf(d * onePixel),
  };
}

/** Along the rows of an affine geometry, given by the matrix that takes output back to source. */
export function affinePositions(inverse: Matrix, { width }: Size): Positions {
  return (row, xs, ys) => {
    const { x, y, dx, dy } = affineRow(inverse, row);
    const ends = [x, x + dx * (width - 1), y, y + dy * (width - 1)];
    if (ends.every((end) => Math.abs(end) < far)) {
      for (let i = 0; i < width; i++) {
        xs[i] = ((x + shift + dx * i) | 0) - shift;
        ys[i] = ((y + shift + dy * i) | 0) - shift;
      }
    } else {
      for (let i = 0; i < width; i++) {
        xs[i] = Math.floor(kept(x + dx * i));
        ys[i] = Math.floor(kept(y + dy * i));
      }
    }
  };
}

/** As `affinePositions`, with a perspective: nowhere from the horizon on. */
export function projectivePositions([a, b, c, d, e, f, g, h, i]: Matrix, { width }: Size): Positions {
  return (row, xs, ys) => {
    const v = row + 0.5;
    for (let k = 0; k < width; k++) {
      const u = k + 0.5;
      const depth = g * u + h * v + i;
      const seen = depth > 0;
      xs[k] = seen ? Math.floor(kept(((a * u + b * v + c) / depth - 0.5) * onePixel + 0.5)) : nowhere;
      ys[k] = seen ? Math.floor(kept(((d * u + e * v + f) / depth - 0.5) * onePixel + 0.5)) : nowhere;
    }
  };
}

/** Along the rows of a displaced picture of this size. */
export function displacedPositions({ columns, rows, dx, dy }: Displacement, { width, height }: Size): Positions {
  const across = Array.from({ length: width }, (_, i) => splineTap(columns, (i + 0.5) / width));
  const at = Int32Array.from(across.flatMap((tap) => tap.at));
  const weights = Float64Array.from(across.flatMap((tap) => tap.weights));
  const [shiftX, shiftY] = [new Float64Array(columns), new Float64Array(columns)];
  return (row, xs, ys) => {
    const down = splineTap(rows, (row + 0.5) / height);
    for (let c = 0; c < columns; c++) {
      const along = (grid: readonly number[]) =>
        down.at.reduce((sum, r, k) => sum + down.weights[k]! * grid[r * columns + c]!, 0);
      shiftX[c] = along(dx) * width;
      shiftY[c] = along(dy) * height;
    }
    for (let i = 0, p = 0; i < width; i++) {
      let [x, y] = [i, row];
      for (let k = 0; k < 4; k++, p++) {
        x += weights[p]! * shiftX[at[p]!]!;
        y += weights[p]! * shiftY[at[p]!]!;
      }
      xs[i] = Math.floor(kept(x * onePixel + 0.5));
      ys[i] = Math.floor(kept(y * onePixel + 0.5));
    }
  };
}
