import { exp, sinCosDegrees } from './exact';
import type { Tap } from './image-filters';

/** Half of a gaussian, from its middle outward to three standard deviations; the whole sums to 1. */
export function gaussianHalf(sigma: number): readonly number[] {
  if (sigma < 0.1) return [1]; // a neighbour would get less than e^-50
  const half = Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, i) => exp((-i * i) / (2 * sigma * sigma)));
  const sum = half.reduce((total, w) => total + 2 * w, -half[0]!);
  return half.map((w) => w / sum);
}

/** An even line about the middle, of a length in pixels, at an angle counter-clockwise; the weights sum to 1. */
export function lineKernel(length: number, degrees: number): readonly Tap[] {
  const [sin, cos] = sinCosDegrees(degrees);
  const steep = Math.abs(sin) > Math.abs(cos);
  const reach = (length / 2) * (steep ? Math.abs(sin) : Math.abs(cos)); // along the axis that the line runs along
  const slope = steep ? -cos / sin : -sin / cos; // y goes down
  const taps: Tap[] = [];
  for (let i = -Math.ceil(reach); i <= Math.ceil(reach); i++) {
    // What of the pixel's width the line covers, shared between the two pixels across that it passes.
    const covered = Math.min(i + 0.5, reach + 0.5) - Math.max(i - 0.5, -reach - 0.5);
    if (covered <= 0) continue;
    const across = i * slope;
    const near = Math.floor(across) + 0; // + 0: never -0
    for (const [at, share] of [
      [near, 1 - (across - near)],
      [near + 1, across - near],
    ] as const) {
      if (share > 0) taps.push(steep ? [at, i, covered * share] : [i, at, covered * share]);
    }
  }
  return evened(taps);
}

/** A disc of a radius in pixels as half widths of its rows, from the middle outward; its area is the sum of all rows. */
export function discRows(radius: number): readonly number[] {
  const rim = radius + 0.5; // a disc of radius 0 is a pixel
  return Array.from({ length: Math.floor(rim) + 1 }, (_, y) => Math.sqrt(rim * rim - y * y)).filter((half) => half > 0);
}

/** smooth + factor · (picture − smooth), smooth being (1 1 1, 1 5 1, 1 1 1) / 13 as in Pillow. Factor 1 changes nothing. */
export function sharpnessKernel(factor: number): readonly Tap[] {
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const));
  return around.map(([dx, dy]): Tap => {
    const middle = dx === 0 && dy === 0;
    return [dx, dy, ((1 - factor) * (middle ? 5 : 1)) / 13 + (middle ? factor : 0)];
  });
}

function evened(taps: readonly Tap[]): readonly Tap[] {
  const sum = taps.reduce((total, [, , weight]) => total + weight, 0);
  return taps.map(([dx, dy, weight]) => [dx, dy, weight / sum]);
}
