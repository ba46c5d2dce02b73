import { type Displacement, displacePoint, type SplineTap, splineTap } from './displacement';
import { determinant, invert, type Matrix, move, type Point, type Size } from './geometry';
import { type Box, boxOf } from './image';
import type { Polygon } from './objects';
import { clipBy } from './polygons';

/** How one resampling moves what stands in a picture; all coordinates in pixels. */
export interface PlaneMap {
  /** The picture that comes out. */
  readonly size: Size;
  /** The part of it in which the moved picture is seen. */
  readonly window: Box;
  /** Left and right change places. */
  readonly mirrors: boolean;
  /** Upright boxes stay upright. */
  readonly upright: boolean;
  /** Undefined beyond the horizon of a perspective. */
  point(p: Point): Point | undefined;
  /** An outline; with more points where straight lines bend. */
  outline(polygon: Polygon): Polygon;
  /** Where the centres of pixels were: those of a column of the outcome, from `top` down, one for each entry. */
  column(x: number, top: number, xs: Float64Array, ys: Float64Array): void;
  /** How many times larger areas become there; a map without it leaves them about as large. */
  readonly growth?: (p: Point) => number;
}

/** Smallest depth that still counts as before the horizon, relative to that of the picture's own plane. */
const nearest = 1e-6;

/** The map of a homography into a picture of `size`. */
export function matrixMap(matrix: Matrix, size: Size, window = boxOf(size)): PlaneMap {
  const [a, b, , d, e, , g, h, i] = matrix;
  const inverse = invert(matrix);
  const flat = g === 0 && h === 0;
  const depth = ([x, y]: Point) => g * x + h * y + i - nearest;
  const area = determinant(matrix);
  return {
    size,
    window,
    mirrors: area < 0,
    upright: flat && ((b === 0 && d === 0) || (a === 0 && e === 0)),
    point: (p) => (flat || depth(p) > 0 ? move(matrix, p) : undefined),
    outline: (polygon) => (flat ? polygon : clipBy(polygon, depth)).map((p) => move(matrix, p)),
    column(x, top, xs, ys) {
      const u = x + 0.5;
      for (let k = 0; k < xs.length; k++) {
        const v = top + k + 0.5;
        const w = inverse[6] * u + inverse[7] * v + inverse[8];
        xs[k] = (inverse[0] * u + inverse[1] * v + inverse[2]) / w;
        ys[k] = (inverse[3] * u + inverse[4] * v + inverse[5]) / w;
      }
    },
    growth: (p) => Math.abs(area) / Math.abs(depth(p) + nearest) ** 3,
  };
}

/** A line is divided until its middle is so near to the chord, in pixels. */
const bend = 0.1;
const mostDivisions = 7;

/** The map of a displacement field over a picture, whose size stays. */
export function fieldMap(field: Displacement, size: Size): PlaneMap {
  const point = (p: Point) => displacePoint(field, size, p);
  const between = (a: Point, b: Point, movedA: Point, movedB: Point, left: number): readonly Point[] => {
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const moved = point(middle);
    const off = Math.hypot(moved[0] - (movedA[0] + movedB[0]) / 2, moved[1] - (movedA[1] + movedB[1]) / 2);
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]) > 24; // a line may bend both ways, with its middle on the chord
    if (left === 0 || (off < bend && !long)) return [];
    return [...between(a, middle, movedA, moved, left - 1), moved, ...between(middle, b, moved, movedB, left - 1)];
  };
  return {
    size,
    window: boxOf(size),
    mirrors: false,
    upright: false,
    point,
    outline(polygon) {
      const moved = polygon.map(point);
      return polygon.flatMap((p, i) => {
        const n = (i + 1) % polygon.length;
        return [moved[i]!, ...between(p, polygon[n]!, moved[i]!, moved[n]!, mostDivisions)];
      });
    },
    column: columnsOf(field, size),
  };
}

/** `sourceOf` for a column of pixels: across the grid once, then down its rows. */
function columnsOf({ columns, rows, dx, dy }: Displacement, { width, height }: Size): PlaneMap['column'] {
  const taps = new Map<number, SplineTap>();
  const tapAt = (y: number): SplineTap => {
    const tap = taps.get(y) ?? splineTap(rows, (y + 0.5) / height);
    taps.set(y, tap);
    return tap;
  };
  const [shiftX, shiftY] = [new Float64Array(rows), new Float64Array(rows)];
  return (x, top, xs, ys) => {
    const across = splineTap(columns, (x + 0.5) / width);
    for (let row = 0; row < rows; row++) {
      const along = (grid: readonly number[]) =>
        across.at.reduce((sum, column, k) => sum + across.weights[k]! * grid[row * columns + column]!, 0);
      shiftX[row] = along(dx) * width;
      shiftY[row] = along(dy) * height;
    }
    for (let k = 0; k < xs.length; k++) {
      const { at, weights } = tapAt(top + k);
      let [fromX, fromY] = [x + 0.5, top + k + 0.5];
      for (let i = 0; i < 4; i++) {
        fromX += weights[i]! * shiftX[at[i]!]!;
        fromY += weights[i]! * shiftY[at[i]!]!;
      }
      xs[k] = fromX;
      ys[k] = fromY;
    }
  };
}
