// Frames of sound into spectra and back, in AssemblyScript.
import { transform } from './fourier';
import { sum } from './lanes';
import {
  after,
  before,
  energies,
  energiesBack,
  frameIm,
  frameRe,
  half,
  hop,
  outputAt,
  size,
  spectrumOf,
  step,
  turnIm,
  turnRe,
} from './vocoder-memory';

/**
 * The spectra of a channel's frame that begins at `from`, and of the one a hop before it, by one transform; with them
 * their energies, and how far what was written of the last frame has turned against that one.
 */
export function analyse(from: usize, last: usize, now: usize, first: bool): void {
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

/** Both frames of a channel become sound by one transform, and are added to the output. */
export function synthesise(c: i32, at: i32): void {
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
