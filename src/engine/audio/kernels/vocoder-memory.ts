// Where the vocoder keeps what, in AssemblyScript.
import { fourierFloats, placeFourier } from './fourier';

/** Samples of a frame, and from one frame of the output to the next. */
export let size: i32 = 0;
export let hop: i32 = 0;
export let channels: i32 = 0;
/** Samples of one channel of the input and of the output that there is room for. */
export let room: i32 = 0;
/** Bytes from one array of half a spectrum to the next. */
export let step: usize = 0;
/** Bytes of half a spectrum, without its last bin. */
export let half: usize = 0;

export let before: usize = 0; // the window of what is read, and of what is written
export let after: usize = 0;
export let inputs: usize = 0;
export let outputs: usize = 0;
export let frameRe: usize = 0;
export let frameIm: usize = 0;
/** Of bins: energy now and a hop before; turns; what has just begun, alone and turned to its place. */
export let energies: usize = 0;
export let energiesBack: usize = 0;
export let turnRe: usize = 0;
export let turnIm: usize = 0;
export let begun: usize = 0;
export let newRe: usize = 0;
export let newIm: usize = 0;
/** Of each channel two spectra as they are written: of even and of odd frames. */
export let spectra: usize = 0;

/** Lays everything out from `base` on; returns the address behind it. */
export function layOut(frame: i32, every: i32, count: i32, samples: i32, base: usize): usize {
  size = frame;
  half = usize(frame) * 2;
  hop = every;
  channels = count;
  room = samples;
  step = half + 64; // neighbours of the first and the last bin are read
  placeFourier(frame, base);
  before = base + usize(fourierFloats(frame) + 3 * frame) * 4;
  after = before + usize(frame) * 4;
  frameRe = after + usize(frame) * 4;
  frameIm = frameRe + usize(frame) * 4 + 32;
  energies = frameIm + usize(frame) * 4 + 64;
  energiesBack = energies + step;
  turnRe = energiesBack + step;
  turnIm = turnRe + step;
  begun = turnIm + step;
  newRe = begun + step;
  newIm = newRe + step;
  spectra = newIm + step;
  inputs = spectra + 4 * step * usize(count);
  outputs = inputs + usize(samples) * 4 * usize(count);
  return outputs + usize(samples) * 4 * usize(count);
}

export function windowsAt(): usize {
  return before;
}
export function inputAt(channel: i32): usize {
  return inputs + usize(room) * 4 * usize(channel);
}
export function outputAt(channel: i32): usize {
  return outputs + usize(room) * 4 * usize(channel);
}

/** Forgets all frames: the next one keeps the phases that it has. */
export function begin(): void {
  memory.fill(energies - 32, 0, inputs - energies + 32);
  memory.fill(outputs, 0, usize(room) * 4 * usize(channels));
}

/** The first `count` samples of the output have been taken: what is behind them moves to the front. */
export function taken(count: i32): void {
  for (let c = 0; c < channels; c++) {
    const at = outputAt(c);
    const rest = usize(size) * 4;
    memory.copy(at, at + usize(count) * 4, rest);
    memory.fill(at + rest, 0, usize(room) * 4 - rest);
  }
}

// @ts-expect-error: a decorator of AssemblyScript's
@inline
export function spectrumOf(channel: i32, own: i32): usize {
  return spectra + step * usize(4 * channel + 2 * own);
}
