import { sinCosDegrees } from './exact';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A homography, row-major 3 × 3: output = M · source, in pixels, pixel centres at +0.5. */
export type Matrix = readonly [number, number, number, number, number, number, number, number, number];
export type Point = readonly [x: number, y: number];

/** What is seen beyond the edge of the source. `none`: the geometry never looks there. */
export type Border = 'none' | 'reflect' | 'replicate' | 'constant' | 'wrap';

export const identity: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const translate = (x: number, y: number): Matrix => [1, 0, x, 0, 1, y, 0, 0, 1];
export const scale = (x: number, y: number): Matrix => [x, 0, 0, 0, y, 0, 0, 0, 1];

/** Counter-clockwise as seen on the screen (y down), about the origin; exact at multiples of 90°. */
export function rotate(degrees: number): Matrix {
  const [s, c] = sinCosDegrees(degrees);
  return [c, s, 0, -s, c, 0, 0, 0, 1];
}

/** From the pixels of a stored picture to those of the upright one, by its EXIF orientation (1 to 8). */
export function uprightMatrix(orientation: number, { width, height }: Size): Matrix {
  const turns: readonly Matrix[] = [
    identity,
    [-1, 0, width, 0, 1, 0, 0, 0, 1],
    [-1, 0, width, 0, -1, height, 0, 0, 1],
    [1, 0, 0, 0, -1, height, 0, 0, 1],
    [0, 1, 0, 1, 0, 0, 0, 0, 1],
    [0, -1, height, 1, 0, 0, 0, 0, 1],
    [0, -1, height, -1, 0, width, 0, 0, 1],
    [0, 1, 0, -1, 0, width, 0, 0, 1],
  ];
  return turns[orientation - 1] ?? identity;
}

/**
 * Slanted by angles below 90°, about the origin: down by the angle y, then sideways by the angle x. The area stays, so
 * that no pair of angles flattens the picture.
 */
export function shear(x: number, y: number): Matrix {
  const [across, down] = [tangent(x), tangent(y)];
  return [1 + across * down, across, 0, down, 1, 0, 0, 0, 1];
}

function tangent(degrees: number): number {
  const [sin, cos] = sinCosDegrees(degrees);
  return sin / cos;
}

/** The matrix about the middle of a picture instead of about the origin. */
export const about = (matrix: Matrix, { width, height }: Size): Matrix =>
  compose(translate(width / 2, height / 2), matrix, translate(-width / 2, -height / 2));

/**
 * Takes the corners of a picture (top left, top right, bottom right, bottom left) to four points (Heckbert 1989). Throws
 * when three of the points lie on one line.
 */
export function toQuad({ width, height }: Size, corners: readonly [Point, Point, Point, Point]): Matrix {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners;
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  if (det === 0) throw new Error('three of the corners lie on one line: the picture would be flat');
  const g = (dx3 * dy2 - dx2 * dy3) / det;
  const h = (dx1 * dy3 - dx3 * dy1) / det;
  const unit: Matrix = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
  return compose(unit, scale(1 / width, 1 / height));
}

/** First the last argument, then the one before: compose(b, a) is "a, then b". */
export function compose(...matrices: readonly Matrix[]): Matrix {
  return matrices.reduce(multiply, identity);
}

function multiply(m: Matrix, n: Matrix): Matrix {
  const cell = (r: number, c: number) => m[r * 3]! * n[c]! + m[r * 3 + 1]! * n[c + 3]! + m[r * 3 + 2]! * n[c + 6]!;
  return [cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0), cell(1, 1), cell(1, 2), cell(2, 0), cell(2, 1), cell(2, 2)];
}

/** The matrix that takes output back to source. Throws for a matrix that flattens the picture. */
export function invert(m: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = m;
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const det = a * A + b * B + c * C;
  if (!Number.isFinite(1 / det)) throw new Error('this geometry flattens the picture: it cannot be inverted');
  const rest = [c * h - b * i, a * i - c * g, b * g - a * h, b * f - c * e, c * d - a * f, a * e - b * d];
  return [A, rest[0]!, rest[3]!, B, rest[1]!, rest[4]!, C, rest[2]!, rest[5]!].map((v) => v / det) as unknown as Matrix;
}

/**
 * True when left and right have changed places in a picture of `size`: a mirror after which what pointed right does not
 * point right any more. A flip top to bottom is none; a transposition is, from which a quarter turn leads to one.
 */
export function swapsSides(matrix: Matrix, { width, height }: Size): boolean {
  if (determinant(matrix) >= 0) return false;
  const [[fromX, fromY], [toX, toY]] = [move(matrix, [0, height / 2]), move(matrix, [width, height / 2])];
  return toX - fromX <= Math.abs(toY - fromY);
}

/** Negative for a mirror. */
export const determinant = ([a, b, c, d, e, f, g, h, i]: Matrix): number =>
  a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

/** Where a point of the source lies in the output. */
export function move(m: Matrix, [x, y]: Point): Point {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

/** True when the matrix leaves every point where it is. */
export const isIdentity = (m: Matrix): boolean => m.every((v, i) => v === identity[i]);
