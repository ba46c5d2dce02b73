// A phase vocoder, in AssemblyScript.
import { sum, three } from './lanes';
import { findNew, placeNew } from './onsets';
import { analyse, synthesise } from './spectra';
import { channels, half, inputAt, newIm, newRe, spectrumOf, step, turnIm, turnRe } from './vocoder-memory';

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

/** A pair of frames, which begin at these samples of the input; the first one goes to sample `to` of the output. */
export function framePair(first: i32, second: i32, to: i32, later: f64): void {
  frame(first, 0, later);
  frame(second, 1, later);
  for (let c = 0; c < channels; c++) synthesise(c, to);
}
