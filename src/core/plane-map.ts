import { type Displacement, displacePoint, sourceOf } from './displacement';
import { invert, type Matrix, move, type Point, type Size } from './geometry';
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
  /** Where a point of the outcome was. */
  source(p: Point): Point;
  /** How many times larger areas become there. */
  growth(p: Point): number;
}

/** Smallest depth that still counts as before the horizon, relative to that of the picture's own plane. */
const nearest = 1e-6;

/** The map of a homography into a picture of `size`. */
export function matrixMap(matrix: Matrix, size: Size, window = boxOf(size)): PlaneMap {
  const [a, b, , d, e, , g, h, i] = matrix;
  const inverse = invert(matrix);
  const flat = g === 0 && h === 0;
  const depth = ([x, y]: Point) => g * x + h * y + i - nearest;
  const determinant = determinantOf(matrix);
  return {
    size,
    window,
    mirrors: determinant < 0,
    upright: flat && ((b === 0 && d === 0) || (a === 0 && e === 0)),
    point: (p) => (flat || depth(p) > 0 ? move(matrix, p) : undefined),
    outline: (polygon) => (flat ? polygon : clipBy(polygon, depth)).map((p) => move(matrix, p)),
    source: (p) => move(inverse, p),
    growth: (p) => Math.abs(determinant) / Math.abs(depth(p) + nearest) ** 3,
  };
}

const determinantOf = ([a, b, c, d, e, f, g, h, i]: Matrix): number =>
  a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

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
    source: (p) => sourceOf(field, size, p),
    growth: () => 1,
  };
}
