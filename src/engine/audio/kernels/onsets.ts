// What begins within a frame, in AssemblyScript.
import { sum, three, total } from './lanes';
import { begun, channels, energies, energiesBack, half, newIm, newRe, spectrumOf, step } from './vocoder-memory';

/** How much of each bin, and of all, has just begun: what is louder than eight times what was there a hop before. */
export function findNew(): f32 {
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

/**
 * What begins keeps the phases that it has, so that it stays sharp, but for its place: it is as far from the middle of
 * the frame as time goes slower. Its place is its mean delay, by the phases of neighbouring bins.
 */
export function placeNew(own: i32, later: f64): void {
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
