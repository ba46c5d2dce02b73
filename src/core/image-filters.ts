import type { Matrix, Point, Size } from './geometry';
import type { Color } from './parameters';

/** One weight of a kernel, and where it looks from: whole pixels to the right and down. */
export type Tap = readonly [dx: number, dy: number, weight: number];

/** One map for every channel, of values from 0 to 1; 16 bit pictures have finer steps. */
export type Curve =
  /** in ^ value. */
  | 'gamma'
  /** The lowest level of each of 2 ^ value equal steps. */
  | 'posterize'
  /** What is at or above value × the number of levels is inverted: 0.5 is from 128 on. */
  | 'solarize';

/** What is laid over a picture, as a mask from 0 to 1 at each pixel. */
export type Overlay =
  /** Within a polygon, its edge softened by a gaussian of so many pixels. */
  | { readonly shape: 'polygon'; readonly points: readonly Point[]; readonly soft: number }
  /** Discs of a radius, full in the middle: to the rim, or falling off evenly from a share of the radius. */
  | { readonly shape: 'discs'; readonly discs: readonly Disc[]; readonly core: number }
  /** Lines of a width with round ends. */
  | { readonly shape: 'lines'; readonly lines: readonly Line[]; readonly width: number }
  /** Clouds as fractal noise, from 1 − depth to 1. */
  | { readonly shape: 'clouds'; readonly seed: number; readonly depth: number }
  /** The square of the distance from the middle; 1 in the corners. */
  | { readonly shape: 'rim' };
export type Disc = readonly [x: number, y: number, radius: number];
export type Line = readonly [x0: number, y0: number, x1: number, y1: number];

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
  | { readonly kind: 'coarsen'; readonly size: Size; readonly look: 'smooth' | 'blocks' }
  /** The mean of a disc of this radius with a soft rim, beyond the edge reflected. */
  | { readonly kind: 'defocus'; readonly radius: number }
  /** The median of a square of 2 · radius + 1 pixels, beyond the edge reflected. */
  | { readonly kind: 'median'; readonly radius: number }
  /** Each pixel changes places with one at most `reach` away, `rounds` times. */
  | { readonly kind: 'scatter'; readonly reach: number; readonly rounds: number; readonly seed: number }
  /** A map that the picture's own levels decide; `strength` of it, the rest as it was. */
  | { readonly kind: 'levels'; readonly rule: LevelRule; readonly strength: number }
  /** Contrast limited adaptive histogram equalisation of the gray, in tiles × tiles parts. */
  | { readonly kind: 'clahe'; readonly clip: number; readonly tiles: number }
  /** Noise that depends on the pixel. */
  | { readonly kind: 'grain'; readonly law: GrainLaw; readonly seed: number }
  /** picture + opacity · mask · (colour − picture). */
  | { readonly kind: 'overlay'; readonly overlay: Overlay; readonly color: Color; readonly opacity: number };

export type LevelRule =
  /** Each level about as often as any other (Pillow's equalize). */
  | 'equalize'
  /** The least level becomes black, the most white (Pillow's autocontrast). */
  | 'stretch'
  /** All levels become the mean of the gray (Pillow's contrast at factor 0): a strength below 0 adds contrast. */
  | 'mean';

export type GrainLaw =
  /** A share of the pixels becomes white (`salt` of these) or black. */
  | { readonly law: 'salt and pepper'; readonly amount: number; readonly salt: number }
  /** Times an even number from 1 − spread to 1 + spread; for each colour by itself, or for all alike. */
  | { readonly law: 'multiply'; readonly spread: number; readonly perColor: boolean }
  /** As counted photons, of which white has so many. */
  | { readonly law: 'photons'; readonly white: number }
  /** Of a sensor: gaussian lightness that all colours share, and gaussian colour that leaves the lightness; in levels of 255. */
  | { readonly law: 'iso'; readonly lightness: number; readonly color: number };
