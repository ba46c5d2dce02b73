import type { Matrix, Size } from './geometry';

/** One weight of a kernel, and where it looks from: whole pixels to the right and down. */
export type Tap = readonly [dx: number, dy: number, weight: number];

/** One map for every channel, of values from 0 to 1; 16 bit pictures have finer steps. */
export type Curve =
  /** in ^ value. */
  | 'gamma'
  /** The lowest level of each of 2 ^ value equal steps. */
  | 'posterize'
  /** What is at or above the value is inverted. */
  | 'solarize';

/**
 * Operations that change what pixels look like and leave coordinates where they are: labels stay. Alpha stays as well.
 * Lengths are in pixels of the picture at their place in the list.
 */
export type ImageFilter =
  /** A map that neighbouring maps are joined with, into one table. */
  | { readonly kind: 'curve'; readonly curve: Curve; readonly value: number }
  /** Red, green and blue by a 3 × 3 matrix, row-major, then clamped; gray pictures take the sum of each row, its mean. */
  | { readonly kind: 'colors'; readonly matrix: Matrix }
  /** The sum of weighted neighbours, beyond the edge reflected. */
  | { readonly kind: 'convolve'; readonly taps: readonly Tap[] }
  /** Gaussian of this standard deviation, beyond the edge reflected. */
  | { readonly kind: 'blur'; readonly sigma: number }
  /** Brought to a smaller size by the mean of what each pixel covers, and back. */
  | { readonly kind: 'coarsen'; readonly size: Size; readonly look: 'smooth' | 'blocks' };
