import type { Point, Size } from './geometry';

/**
 * Shifts at the points of a grid, as shares of the picture's width (dx) and height (dy), row by row. The first and last
 * column lie on the picture's left and right edge, the first and last row on its top and bottom. Between them a uniform
 * cubic B-spline runs, whose outermost points are repeated: twice differentiable, and never beyond the largest shift of
 * the grid.
 */
export interface Displacement {
  readonly columns: number;
  readonly rows: number;
  readonly dx: readonly number[];
  readonly dy: readonly number[];
}

/** Four neighbours of a grid line, and their weights, which sum to 1. */
export interface SplineTap {
  readonly at: readonly [number, number, number, number];
  readonly weights: readonly [number, number, number, number];
}

/** What `count` grid points along one side contribute at `t`, from 0 (first point) to 1 (last point); held beyond. */
export function splineTap(count: number, t: number): SplineTap {
  const s = Math.min(1, Math.max(0, t)) * (count - 1);
  const k = Math.max(0, Math.min(Math.floor(s), count - 2));
  const f = s - k;
  const [g, last] = [1 - f, count - 1];
  return {
    at: [Math.max(0, k - 1), k, Math.min(last, k + 1), Math.min(last, k + 2)],
    weights: [
      (g * g * g) / 6,
      (3 * f * f * f - 6 * f * f + 4) / 6,
      (3 * g * g * g - 6 * g * g + 4) / 6,
      (f * f * f) / 6,
    ],
  };
}

/** The shift at u, v (shares of width and height, from the top left corner), in shares of width and height. */
export function displacementAt({ columns, rows, dx, dy }: Displacement, u: number, v: number): Point {
  const [across, down] = [splineTap(columns, u), splineTap(rows, v)];
  let [x, y] = [0, 0];
  for (const [j, row] of down.at.entries()) {
    for (const [i, column] of across.at.entries()) {
      const weight = down.weights[j]! * across.weights[i]!;
      x += weight * dx[row * columns + column]!;
      y += weight * dy[row * columns + column]!;
    }
  }
  return [x, y];
}

/** Where the output of a displacement looks in its source, in pixels. */
export function sourceOf(field: Displacement, { width, height }: Size, [x, y]: Point): Point {
  const [dx, dy] = displacementAt(field, x / width, y / height);
  return [x + dx * width, y + dy * height];
}

/**
 * Where a point of the source is seen in the output, in pixels: the inverse of `sourceOf`, by iteration, to a thousandth
 * of a pixel. Where a field folds the picture over, a point is seen more than once, and one of the places is given.
 */
export function displacePoint(field: Displacement, size: Size, [x, y]: Point): Point {
  let [seenX, seenY] = [x, y];
  for (let round = 0; round < 60; round++) {
    const [fromX, fromY] = sourceOf(field, size, [seenX, seenY]);
    const [missX, missY] = [x - fromX, y - fromY];
    seenX += missX;
    seenY += missY;
    if (Math.abs(missX) + Math.abs(missY) < 1e-3) break;
  }
  return [seenX, seenY];
}
