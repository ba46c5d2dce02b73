import { randomFor } from '../../core/random';

/** Rows of `width` numbers, one after the other. */
export interface Rows {
  readonly data: Float32Array;
  readonly width: number;
}

export interface Plane {
  readonly axes: readonly [Float64Array, Float64Array];
  /** How much of the spread lies in it, 0 to 1. */
  readonly share: number;
}

const [mostRounds, settled] = [300, 1e-10];

/**
 * The two strongest directions of rows around their mean: principal components (Pearson 1901) by orthogonal iteration,
 * from a fixed start, so that it comes out the same everywhere. Of each, the largest number is positive.
 */
export function strongestPlane({ data, width }: Rows, mean: Float64Array): Plane {
  const count = data.length / width;
  const random = randomFor('plane', width);
  let axes = orthogonal([0, 1].map(() => Float64Array.from({ length: width }, () => random.normal())));
  let spreads = [0, 0];
  for (let round = 0; round < mostRounds; round++) {
    const next = [new Float64Array(width), new Float64Array(width)];
    for (let row = 0; row < count; row++) {
      for (const [a, axis] of axes.entries()) {
        let along = 0;
        for (let i = 0; i < width; i++) along += (data[row * width + i]! - mean[i]!) * axis[i]!;
        const to = next[a]!;
        for (let i = 0; i < width; i++) to[i]! += along * (data[row * width + i]! - mean[i]!);
      }
    }
    spreads = next.map((v, a) => v.reduce((sum, value, i) => sum + value * axes[a]![i]!, 0));
    const turned = orthogonal(next);
    const change = Math.max(...turned.map((axis, a) => 1 - Math.abs(dot(axis, axes[a]!))));
    axes = turned;
    if (change < settled) break;
  }
  let all = 0;
  for (let at = 0; at < data.length; at++) all += (data[at]! - mean[at % width]!) ** 2;
  return {
    axes: axes.map(upright) as [Float64Array, Float64Array],
    share: all > 0 ? (spreads[0]! + spreads[1]!) / all : 1,
  };
}

/** Where a row lies on the plane. */
export const onPlane = (values: Float64Array, mean: Float64Array, { axes }: Plane): readonly [x: number, y: number] => {
  const along = (axis: Float64Array) => axis.reduce((sum, a, i) => sum + a * ((values[i] ?? 0) - mean[i]!), 0);
  return [along(axes[0]), along(axes[1])];
};

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Gram-Schmidt; a direction that vanishes (rows on a line) stays zero. */
function orthogonal([first, second]: readonly Float64Array[]): readonly Float64Array[] {
  const one = unit(first!);
  const overlap = dot(second!, one);
  return [
    one,
    unit(
      second!.map((value, i) => value - overlap * one[i]!),
      Math.sqrt(dot(second!, second!)),
    ),
  ];
}

function unit(v: Float64Array, scale = 1): Float64Array {
  const length = Math.sqrt(dot(v, v));
  return length > scale * 1e-12 ? v.map((value) => value / length) : v.fill(0);
}

function upright(axis: Float64Array): Float64Array {
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}
