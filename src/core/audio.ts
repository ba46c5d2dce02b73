import { power } from './exact';
import type { Parameters } from './parameters';
import { reverseTime, sameTime, shiftTime, stretchTime, type TimeMap } from './time-map';
import type { Drawn, TransformBase } from './transform';

/** Sound in memory: one array a channel, all equally long, full scale ±1. */
export interface Sound {
  /** Samples a second. */
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}

/** All that a step may know of a clip when it compiles. */
export interface ClipShape {
  /** Samples of one channel. */
  readonly samples: number;
  readonly rate: number;
}

export type NoiseColor = 'white' | 'pink' | 'brown';
export type SoundCodec = 'mp3' | 'opus' | 'aac';

/** What the impulse response of a reverb is: a recording out of a folder, or noise that dies away by 60 dB in `seconds`. */
export type Room =
  | { readonly folder: string; readonly pick: number }
  | { readonly seconds: number; readonly seed: number };

/**
 * What an audio step compiles to. `timeOf` says for every kind how it moves time, and `pitchOf` how it moves
 * frequencies, which is what labels with time follow: a kind that does not answer there does not compile.
 */
export type AudioOperation =
  /** Later by so many samples. */
  | { readonly kind: 'shift'; readonly by: number; readonly edge: 'wrap' | 'cut' }
  /** Into `length` samples; the pitch moves by `semitones` whatever the length is. */
  | { readonly kind: 'stretch'; readonly length: number; readonly semitones: number }
  /** Into `length` samples as a tape does: the pitch moves along. */
  | { readonly kind: 'resample'; readonly length: number }
  | { readonly kind: 'reverse' }
  /** Times `factor`. */
  | { readonly kind: 'gain'; readonly factor: number }
  /** Noise so loud that signal to noise, over the whole clip, is `snr` dB. */
  | { readonly kind: 'noise'; readonly snr: number; readonly color: NoiseColor; readonly seed: number }
  /** A recording out of a folder behind it. `pick` and `at`, 0 to 1, choose the file and where it begins. */
  | {
      readonly kind: 'background';
      readonly folder: string;
      readonly snr: number;
      readonly pick: number;
      readonly at: number;
    }
  /** `wet`: share of the energy that comes from the room. */
  | { readonly kind: 'reverb'; readonly room: Room; readonly wet: number }
  /** Butterworth, 12 dB an octave, `order` times; Hz. Without `low` or `high`, that side stays. */
  | { readonly kind: 'filter'; readonly low?: number; readonly high?: number; readonly order: number }
  /** Silence from one sample to another, the latter not included, with short fades. */
  | { readonly kind: 'mask'; readonly from: number; readonly to: number }
  /** This share of the samples, the loudest ones, is cut off flat. */
  | { readonly kind: 'clip'; readonly share: number }
  | { readonly kind: 'quantize'; readonly bits: number }
  | { readonly kind: 'invert' }
  /** Through a lossy codec and back; kbit/s. */
  | { readonly kind: 'recode'; readonly codec: SoundCodec; readonly bitrate: number }
  /** weight · this + (1 - weight) · the partner, from its beginning. */
  | { readonly kind: 'mix'; readonly partner: string; readonly weight: number };

/** How an operation moves the time of a clip of so many samples. */
export function timeOf(operation: AudioOperation, samples: number): TimeMap {
  switch (operation.kind) {
    case 'shift':
      return shiftTime(samples, operation.by, operation.edge);
    case 'stretch':
    case 'resample':
      return stretchTime(samples, operation.length);
    case 'reverse':
      return reverseTime(samples);
    case 'gain':
    case 'noise':
    case 'background':
    case 'reverb':
    case 'filter':
    case 'mask':
    case 'clip':
    case 'quantize':
    case 'invert':
    case 'recode':
    case 'mix':
      return sameTime(samples);
  }
}

/** By how much an operation multiplies the frequencies of a clip of so many samples. */
export function pitchOf(operation: AudioOperation, samples: number): number {
  if (operation.kind === 'stretch') return semitoneFactor(operation.semitones);
  if (operation.kind === 'resample') return operation.length > 0 ? samples / operation.length : 1;
  return 1;
}

export const semitoneFactor = (semitones: number): number => power(2, semitones / 12);
/** dB of an amplitude → its factor. */
export const decibelFactor = (decibels: number): number => power(10, decibels / 20);

export interface AudioTransform<S extends Parameters = Parameters, D extends Drawn = Drawn>
  extends TransformBase<S, D> {
  readonly id: `audio.${string}`;
  /** Operations for a clip of this length; none when the drawn values change nothing. Pure. */
  compile(drawn: D, clip: ClipShape): readonly AudioOperation[];
}

/** Checks a declaration's types and gives it to the catalogue. */
export function audioTransform<const S extends Parameters, D extends Drawn>(t: AudioTransform<S, D>): AudioTransform {
  return t as unknown as AudioTransform;
}
