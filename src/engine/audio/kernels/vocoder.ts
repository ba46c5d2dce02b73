// A phase vocoder, in AssemblyScript.
import { fourierFloats, placeFourier, transform } from './fourier';

/** Samples of a frame, and from one frame of the output to the next. */
let size: i32 = 0;
let hop: i32 = 0;
let channels: i32 = 0;
/** Samples of one channel of the input and of the output that there is room for. */
let room: i32 = 0;
/** Bytes from one array of half a spectrum to the next. */
let step: usize = 0;
/** Bytes of half a spectrum, without its last bin. */
let half: usize = 0;

let before: usize = 0; // the window of what is read, and of what is written
let after: usize = 0;
let inputs: usize = 0;
let outputs: usize = 0;
let frameRe: usize = 0;
let frameIm: usize = 0;
/** Of bins: energy now and a hop before; turns; what has just begun, alone and turned to its place. */
let energies: usize = 0;
let energiesBack: usize = 0;
let turnRe: usize = 0;
let turnIm: usize = 0;
let begun: usize = 0;
let newRe: usize = 0;
let newIm: usize = 0;
/** Of each channel two spectra as they are written: of even and of odd frames. */
let spectra: usize = 0;

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

/**
 * The spectra of a channel's frame that begins at `from`, and of the one a hop before it, by one transform; with them
 * their energies, and how far what was written of the last frame has turned against that one.
 */
function analyse(from: usize, last: usize, now: usize, first: bool): void {
  const back = from - usize(hop) * 4;
  for (let at: usize = 0; at < usize(size) * 4; at += 16) {
    const w = v128.load(before + at);
    v128.store(frameRe + at, f32x4.mul(v128.load(from + at), w));
    v128.store(frameIm + at, f32x4.mul(v128.load(back + at), w));
  }
  transform(frameRe, frameIm);
  store<f32>(frameRe + usize(size) * 4, load<f32>(frameRe));
  store<f32>(frameIm + usize(size) * 4, load<f32>(frameIm));
  let mirror = usize(size) * 4 - 12;
  for (let k: usize = 0; k <= half; k += 16, mirror -= 16) {
    const a = v128.load(frameRe + k);
    const b = v128.load(frameIm + k);
    const cc = v128.load(frameRe + mirror);
    const dd = v128.load(frameIm + mirror);
    const c = v128.shuffle<i32>(cc, cc, 3, 2, 1, 0);
    const d = v128.shuffle<i32>(dd, dd, 3, 2, 1, 0);
    const xr = f32x4.add(a, c);
    const xi = f32x4.sub(b, d);
    const pr = f32x4.add(b, d);
    const pi = f32x4.sub(c, a);
    const lr = v128.load(last + k);
    const li = v128.load(last + step + k);
    v128.store(now + k, xr);
    v128.store(now + step + k, xi);
    let energy = sum(xr, xr, xi, xi);
    let earlier = sum(pr, pr, pi, pi);
    let re = sum(lr, pr, li, pi);
    let im = f32x4.sub(f32x4.mul(li, pr), f32x4.mul(lr, pi));
    if (!first) {
      energy = f32x4.add(energy, v128.load(energies + k));
      earlier = f32x4.add(earlier, v128.load(energiesBack + k));
      re = f32x4.add(re, v128.load(turnRe + k));
      im = f32x4.add(im, v128.load(turnIm + k));
    }
    v128.store(energies + k, energy);
    v128.store(energiesBack + k, earlier);
    v128.store(turnRe + k, re);
    v128.store(turnIm + k, im);
  }
}

/** a·b + c·d */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function sum(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), f32x4.mul(c, d));
}

/** Three neighbours, `apart` bytes from each other. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function three(at: usize, apart: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(at - apart), v128.load(at)), v128.load(at + apart));
}

// @ts-expect-error: a decorator of AssemblyScript's
@inline
function spectrumOf(channel: i32, own: i32): usize {
  return spectra + step * usize(4 * channel + 2 * own);
}

/** One frame of all channels: its spectra are turned so that they go on from the last frame's. */
function frame(at: i32, own: i32, later: f64): void {
  for (let c = 0; c < channels; c++) {
    analyse(inputAt(c) + usize(at) * 4, spectrumOf(c, 1 - own), spectrumOf(c, own), c === 0);
  }
  const begins = findNew();
  if (begins > 0) placeNew(own, later);
  for (let k: usize = 0; k <= half; k += 16) {
    // twice itself and both of its neighbours
    let re = f32x4.add(three(turnRe + k, 4), v128.load(turnRe + k));
    let im = f32x4.add(three(turnIm + k, 4), v128.load(turnIm + k));
    if (begins > 0) {
      re = f32x4.add(re, v128.load(newRe + k));
      im = f32x4.add(im, v128.load(newIm + k));
    }
    const length = f32x4.sqrt(sum(re, re, im, im));
    const moves = f32x4.gt(length, f32x4.splat(1e-12));
    re = v128.bitselect(f32x4.div(re, length), f32x4.splat(1), moves);
    im = v128.and(f32x4.div(im, length), moves);
    for (let c = 0; c < channels; c++) {
      const now = spectrumOf(c, own) + k;
      const xr = v128.load(now);
      const xi = v128.load(now + step);
      v128.store(now, f32x4.sub(f32x4.mul(xr, re), f32x4.mul(xi, im)));
      v128.store(now + step, sum(xr, im, xi, re));
    }
  }
}

/** How much of each bin, and of all, has just begun: what is louder than eight times what was there a hop before. */
function findNew(): f32 {
  for (let k: usize = 0; k <= half; k += 16) {
    v128.store(newRe + k, three(energies + k, 4));
    v128.store(newIm + k, three(energiesBack + k, 4));
  }
  let all = f32x4.splat(0);
  for (let k: usize = 0; k <= half; k += 16) {
    // nine neighbours: a voice that glides from bin to bin does not begin
    const now = three(newRe + k, 12);
    const then = three(newIm + k, 12);
    const more = f32x4.mul(
      f32x4.max(f32x4.sub(now, f32x4.mul(then, f32x4.splat(8))), f32x4.splat(0)),
      f32x4.splat(4.0 / 9.0), // a turn is a sum of four
    );
    v128.store(begun + k, more);
    all = f32x4.add(all, more);
  }
  return total(all);
}

function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/**
 * What begins keeps the phases that it has, so that it stays sharp, but for its place: it is as far from the middle of
 * the frame as time goes slower. Its place is its mean delay, by the phases of neighbouring bins.
 */
function placeNew(own: i32, later: f64): void {
  let re = f32x4.splat(0);
  let im = f32x4.splat(0);
  for (let c = 0; c < channels; c++) {
    const now = spectrumOf(c, own);
    for (let k: usize = 0; k < half; k += 16) {
      const ar = v128.load(now + k);
      const ai = v128.load(now + step + k);
      const br = v128.load(now + k + 4);
      const bi = v128.load(now + step + k + 4);
      const weight = v128.load(begun + k);
      re = f32x4.add(re, f32x4.mul(weight, sum(ar, br, ai, bi)));
      im = f32x4.add(im, f32x4.mul(weight, f32x4.sub(f32x4.mul(ai, br), f32x4.mul(ar, bi))));
    }
  }
  const turn = Math.atan2(f64(total(im)), f64(total(re))) / (2 * Math.PI); // of a frame
  const shift = (turn - Math.floor(turn) - 0.5) * later; // of a frame; farther, it would come in at the other end
  const angle = Math.min(0.25, Math.max(-0.25, shift)) * 2 * Math.PI; // from bin to bin
  const a = Math.cos(angle);
  const b = -Math.sin(angle);
  const a2 = a * a - b * b;
  const b2 = 2 * a * b;
  let tr = f32x4(1, f32(a), f32(a2), f32(a2 * a - b2 * b));
  let ti = f32x4(0, f32(b), f32(b2), f32(a2 * b + b2 * a));
  const stepRe = f32x4.splat(f32(a2 * a2 - b2 * b2));
  const stepIm = f32x4.splat(f32(2 * a2 * b2));
  for (let k: usize = 0; k <= half; k += 16) {
    const weight = v128.load(begun + k);
    v128.store(newRe + k, f32x4.mul(weight, tr));
    v128.store(newIm + k, f32x4.mul(weight, ti));
    const next = f32x4.sub(f32x4.mul(tr, stepRe), f32x4.mul(ti, stepIm));
    ti = sum(tr, stepIm, ti, stepRe);
    tr = next;
  }
}

/** Both frames of a channel become sound by one transform, and are added to the output. */
function synthesise(c: i32, at: i32): void {
  const set = spectrumOf(c, 0);
  for (let own: usize = 0; own < 2; own++) {
    store<f32>(set + (2 * own + 1) * step, 0); // sound has no imaginary part there
    store<f32>(set + (2 * own + 1) * step + half, 0);
  }
  let mirror = usize(size) * 4 - 12;
  for (let k: usize = 0; k <= half; k += 16, mirror -= 16) {
    const ar = v128.load(set + k);
    const ai = v128.load(set + step + k);
    const br = v128.load(set + 2 * step + k);
    const bi = v128.load(set + 3 * step + k);
    if (k < half) {
      v128.store(frameRe + k, f32x4.sub(ar, bi));
      v128.store(frameIm + k, f32x4.add(ai, br));
      const cr = f32x4.add(ar, bi);
      const ci = f32x4.sub(br, ai);
      v128.store(frameRe + mirror, v128.shuffle<i32>(cr, cr, 3, 2, 1, 0));
      v128.store(frameIm + mirror, v128.shuffle<i32>(ci, ci, 3, 2, 1, 0));
    } else {
      store<f32>(frameRe + k, f32x4.extract_lane(ar, 0));
      store<f32>(frameIm + k, f32x4.extract_lane(br, 0));
    }
  }
  transform(frameIm, frameRe);
  addFrame(frameRe, outputAt(c) + usize(at) * 4);
  addFrame(frameIm, outputAt(c) + usize(at + hop) * 4);
}

function addFrame(from: usize, to: usize): void {
  for (let k: usize = 0; k < usize(size) * 4; k += 16) {
    const v = f32x4.mul(v128.load(from + k), v128.load(after + k));
    v128.store(to + k, f32x4.add(v128.load(to + k), v));
  }
}

/** A pair of frames, which begin at these samples of the input; the first one goes to sample `to` of the output. */
export function framePair(first: i32, second: i32, to: i32, later: f64): void {
  frame(first, 0, later);
  frame(second, 1, later);
  for (let c = 0; c < channels; c++) synthesise(c, to);
}
