import type { AudioOperation } from './audio';
import { about, compose, identity, type Matrix, rotate, type Size, scale, translate } from './geometry';
import type { Box } from './image';
import type { Color, Parameters } from './parameters';
import { reverseTime, sameTime, shiftTime, stretchTime, type TimeMap } from './time-map';
import type { Drawn, TransformBase } from './transform';

/** All that a step may know of a clip when it compiles: upright, of even size, at an even frame rate. */
export interface VideoShape extends Size {
  readonly frames: number;
  /** Frames a second. */
  readonly fps: number;
}

/** What is seen, and heard, where the picture left: the frame at the end and silence; the other end; black and silence. */
export type VideoEdge = 'hold' | 'loop' | 'black';
/** What is seen where a turned picture does not reach. */
export type VideoBorder = 'reflect' | 'replicate' | 'constant';

/** Which frames of the source are seen when. */
export type FrameOperation =
  /** Later by so many frames. */
  | { readonly kind: 'shift'; readonly by: number; readonly edge: VideoEdge }
  /** Into so many frames; the frame rate stays. */
  | { readonly kind: 'speed'; readonly frames: number }
  | { readonly kind: 'reverse' }
  /** Frame n is not there, and the one before it stays, where the fraction of n² · φ + phase is below `share`. */
  | { readonly kind: 'drop'; readonly share: number; readonly phase: number };

/** What is seen in each frame, wherever it stands. */
export type PictureOperation =
  | { readonly kind: 'mirror'; readonly axis: 'horizontal' | 'vertical' }
  /** About the centre, counter-clockwise. */
  | { readonly kind: 'turn'; readonly degrees: number; readonly border: VideoBorder; readonly fill: Color }
  /** A part of the picture, in whole even pixels, enlarged to the size of the picture. */
  | { readonly kind: 'crop'; readonly window: Box }
  | { readonly kind: 'erase'; readonly boxes: readonly Box[]; readonly fill: Color }
  /** Gaussian; sigma in pixels. */
  | { readonly kind: 'blur'; readonly sigma: number }
  /** Temporal gaussian noise; sigma in levels of 255 of brightness. */
  | { readonly kind: 'noise'; readonly sigma: number; readonly seed: number }
  /** Offset in shares of full scale, factors about the middle; red, green, blue in levels of 255. */
  | {
      readonly kind: 'color';
      readonly brightness: number;
      readonly contrast: number;
      readonly saturation: number;
      readonly offset: Color;
    }
  /** The variant is encoded at this constant rate factor, as H.264 counts it: 0 to 51. */
  | { readonly kind: 'quality'; readonly crf: number };

/**
 * What a video step compiles to: one draw for the whole clip. `videoTime` says for every kind how it moves frames,
 * `videoMatrix` how it moves coordinates, and `soundOf` what the clip's sound does meanwhile: a kind that does not
 * answer there does not compile.
 */
export type VideoOperation = FrameOperation | PictureOperation;

const frameKinds: Readonly<Record<FrameOperation['kind'], true>> = {
  shift: true,
  speed: true,
  reverse: true,
  drop: true,
};
export const movesFrames = (operation: VideoOperation): operation is FrameOperation => operation.kind in frameKinds;

/** How an operation moves the frames of a clip of so many. */
export function videoTime(operation: VideoOperation, frames: number): TimeMap {
  if (!movesFrames(operation)) return sameTime(frames);
  switch (operation.kind) {
    case 'shift':
      return shiftTime(frames, operation.by, operation.edge === 'loop' ? 'wrap' : 'cut');
    case 'speed':
      return stretchTime(frames, operation.frames);
    case 'reverse':
      return reverseTime(frames);
    case 'drop':
      return sameTime(frames); // those around it are held
  }
}

/** How an operation moves the coordinates of every frame, whose size stays. */
export function videoMatrix(operation: VideoOperation, size: Size): Matrix {
  if (movesFrames(operation)) return identity;
  switch (operation.kind) {
    case 'mirror':
      return operation.axis === 'horizontal'
        ? [-1, 0, size.width, 0, 1, 0, 0, 0, 1]
        : [1, 0, 0, 0, -1, size.height, 0, 0, 1];
    case 'turn':
      return about(rotate(operation.degrees), size);
    case 'crop': {
      const { left, top, right, bottom } = operation.window;
      return compose(scale(size.width / (right - left), size.height / (bottom - top)), translate(-left, -top));
    }
    case 'erase':
    case 'blur':
    case 'noise':
    case 'color':
    case 'quality':
      return identity;
  }
}

/** Samples of sound that so many frames last. */
export const samplesFor = (frames: number, fps: number, rate: number): number => Math.round((frames * rate) / fps);

/** What keeps the sound, of this rate and as long as the picture, in step with an operation on it. */
export function soundOf(
  operation: VideoOperation,
  { frames, fps }: VideoShape,
  rate: number,
): readonly AudioOperation[] {
  if (!movesFrames(operation)) return [];
  switch (operation.kind) {
    case 'shift': {
      const by = Math.sign(operation.by) * samplesFor(Math.abs(operation.by), fps, rate);
      return [{ kind: 'shift', by, edge: operation.edge === 'loop' ? 'wrap' : 'cut' }];
    }
    case 'speed':
      return [{ kind: 'stretch', length: samplesFor(operation.frames, fps, rate), semitones: 0 }];
    case 'reverse':
      return frames > 0 ? [{ kind: 'reverse' }] : [];
    case 'drop':
      return [];
  }
}

/** The multiplier of dropped frames: its squares' multiples are spread evenly and look like chance. */
export const goldenShare = 0.6180339887498949;

export interface VideoTransform<S extends Parameters = Parameters, D extends Drawn = Drawn>
  extends TransformBase<S, D> {
  readonly id: `video.${string}`;
  /** Operations for a clip of this shape; none when the drawn values change nothing. Pure. */
  compile(drawn: D, clip: VideoShape): readonly VideoOperation[];
}

/** Checks a declaration's types and gives it to the catalogue. */
export function videoTransform<const S extends Parameters, D extends Drawn>(t: VideoTransform<S, D>): VideoTransform {
  return t as unknown as VideoTransform;
}
