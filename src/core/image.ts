import type { Bitmap } from './bitmap';
import type { CutOut } from './cut-out';
import type { Displacement } from './displacement';
import { type Border, compose, type Matrix, type Size, scale, translate } from './geometry';
import type { ImageFilter } from './image-filters';
import type { Color, Parameters } from './parameters';
import type { Drawn, TransformBase } from './transform';

/**
 * Pixels in memory: row-major, channels interleaved, no padding. 1 gray, 2 gray + alpha, 3 RGB, 4 RGB + alpha.
 * Full scale is 255 (Uint8Array) or 65535 (Uint16Array).
 */
export interface Raster extends Size {
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint16Array;
}

/** Channels that carry colour: alpha is moved by geometry, and left alone by colour, noise and erasing. */
export const colorChannels = (channels: number): number => (channels > 2 ? 3 : 1);
export const fullScale = (raster: Pick<Raster, 'data'>): number => (raster.data instanceof Uint16Array ? 65535 : 255);

/** A rectangle in pixels; right and bottom not included. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Width and height, as shares of the picture's own, of a box with this share of its area and this width:height relative
 * to the picture's own. Where that aspect does not fit, it gives way and the area is kept.
 */
export function boxOfArea(area: number, aspect: number): Size {
  if (area <= 0) return { width: 0, height: 0 };
  const fitting = Math.min(1 / area, Math.max(area, aspect));
  return { width: Math.min(1, Math.sqrt(area * fitting)), height: Math.min(1, Math.sqrt(area / fitting)) };
}

/** From pixels of a picture to those of the frame in which it covers `box`: scaled evenly, its middle kept. */
export function coverMatrix(picture: Size, { left, top, right, bottom }: Box): Matrix {
  const needed = Math.max((right - left) / picture.width, (bottom - top) / picture.height);
  return compose(
    translate((left + right) / 2, (top + bottom) / 2),
    scale(needed, needed),
    translate(-picture.width / 2, -picture.height / 2),
  );
}

/** The box of a whole picture. */
export const boxOf = ({ width, height }: Size): Box => ({ left: 0, top: 0, right: width, bottom: height });

/** From a partner's pixels to those of the picture that it is pasted into. */
export const pasteMatrix = (partner: Size, { fit, to }: Paste, frame: Size): Matrix =>
  coverMatrix(partner, fit === 'frame' ? boxOf(frame) : to);

/** A part of another sample's undrawn original in place of this picture's own. */
export interface Paste {
  readonly kind: 'paste';
  readonly partner: string;
  /** Share of this picture in the target; the rest is the partner's. */
  readonly weight: number;
  /** What is replaced, in pixels of this picture. */
  readonly to: Box;
  /** `frame`: the partner covers the whole frame, and is seen through the box. `box`: it covers the box. */
  readonly fit: 'frame' | 'box';
}

/** Objects of another sample's undrawn original, put over this picture one after the other. */
export interface Copy {
  readonly kind: 'copy';
  readonly partner: string;
  readonly pieces: readonly Piece[];
  /** Of the gaussian that softens their edges, in pixels; labels go by the hard edge. */
  readonly sigma: number;
}

/** An object on its way into a picture. */
export interface Piece {
  readonly from: CutOut;
  /** From the partner's pixels to those of this picture. */
  readonly matrix: Matrix;
  /** The pixels that it covers there. */
  readonly shape: Bitmap;
}

/** own · this + the sum of weight · copy: this picture through operations of its own, which keep its size. */
export interface Blend {
  readonly kind: 'blend';
  readonly own: number;
  readonly copies: readonly { readonly weight: number; readonly operations: readonly ImageOperation[] }[];
}

/**
 * What an image step compiles to. Every kind says how it moves coordinates, which is what the labels follow:
 * `geometry` by its matrix, `displace` by its field, `paste` by `pasteMatrix` for the partner's labels, `copy` by the
 * matrix of each piece, `mix` by its weight over two label sets, `blend` by what its copies do; all others leave coordinates where they are.
 * A step that needs another kind of movement needs a new kind here, and every label format is then made to answer it.
 */
export type ImageOperation =
  /** One resampling into a picture of `size`. */
  | {
      readonly kind: 'geometry';
      readonly matrix: Matrix;
      readonly size: Size;
      readonly border: Border;
      readonly fill: Color;
    }
  /** One resampling: the output at (x, y) is the source at (x + dx · width, y + dy · height). The size stays. */
  | ({ readonly kind: 'displace'; readonly border: Border; readonly fill: Color } & Displacement)
  /** value × gain + bias for each of red, green, blue; bias as a fraction of full scale. Gray takes the mean of the three. */
  | { readonly kind: 'linear'; readonly gain: Color; readonly bias: Color }
  /** Gaussian noise; sigma in levels of 255, independent for each channel and pixel. */
  | { readonly kind: 'noise'; readonly sigma: number; readonly seed: number }
  /** Rectangles painted over. `seed` is that of the noise content. */
  | {
      readonly kind: 'erase';
      readonly boxes: readonly Box[];
      readonly content: 'color' | 'mean' | 'noise';
      readonly fill: Color;
      readonly seed: number;
    }
  /** weight · this + (1 - weight) · the partner, which is scaled to cover and centre-cropped. */
  | { readonly kind: 'mix'; readonly partner: string; readonly weight: number }
  | Paste
  | Copy
  | Blend
  /** The histograms of a picture of a folder, which `pick` (0 to 1) chooses; `strength` of it, the rest as it was. */
  | { readonly kind: 'match'; readonly folder: string; readonly pick: number; readonly strength: number }
  /** The lowest amplitudes of such a picture, up to `beta` of the shorter side. */
  | { readonly kind: 'fourier'; readonly folder: string; readonly pick: number; readonly beta: number }
  /** Through a lossy codec and back. Quality 1 to 100. */
  | { readonly kind: 'recode'; readonly format: 'jpeg' | 'webp'; readonly quality: number }
  | ImageFilter;

/** What a step may look at when it compiles, beside its drawn values: what the labels say, never pixels. */
export interface Scene {
  /** Boxes of the objects as moved so far, in pixels of the picture that the step gets. Worked out when first asked. */
  boxes(): readonly Box[];
  /** What can be cut out of another sample's undrawn original, as its labels say. */
  cutOuts(partner: string): readonly CutOut[];
}

export interface ImageTransform<S extends Parameters = Parameters, D extends Drawn = Drawn>
  extends TransformBase<S, D> {
  readonly id: `image.${string}`;
  /** Operations for a picture of this size; none when the drawn values change nothing. Pure. */
  compile(drawn: D, size: Size, scene?: Scene): readonly ImageOperation[];
}

/** Checks a declaration's types and gives it to the catalogue. */
export function imageTransform<const S extends Parameters, D extends Drawn>(t: ImageTransform<S, D>): ImageTransform {
  return t as unknown as ImageTransform;
}
