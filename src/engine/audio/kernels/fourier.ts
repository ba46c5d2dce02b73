// AssemblyScript, compiled to WebAssembly with SIMD by `npm run generate`. All arrays hold 32 bit floats.
import { butterfly } from './butterfly';

let size: i32 = 0;
/** Cosines and sines of 2π·i/size for i below 3/4 of the size, then of 2·i and of 3·i for the first quarter. */
let cosines: usize = 0;
let sines: usize = 0;
let cosines2: usize = 0;
let sines2: usize = 0;
let cosines3: usize = 0;
let sines3: usize = 0;
/** Where one pass leaves what the next one takes. */
let otherRe: usize = 0;
let otherIm: usize = 0;

/** Floats that `placeFourier` takes. */
export function fourierFloats(n: i32): i32 {
  return 5 * n;
}

/** For transforms of `n` values, a power of two from 16 on: `tables` has the cosines and sines of the first 3/4 turn. */
export function placeFourier(n: i32, at: usize): void {
  const quarter = usize(n);
  size = n;
  cosines = at;
  sines = cosines + 3 * quarter;
  cosines2 = sines + 3 * quarter;
  sines2 = cosines2 + quarter;
  cosines3 = sines2 + quarter;
  sines3 = cosines3 + quarter;
  otherRe = sines3 + quarter;
  otherIm = otherRe + 4 * quarter;
}

/** Where the 3/4 turn of cosines has to be written, and behind it that of sines. */
export function turnAt(): usize {
  return cosines;
}

/** After the turn was written. */
export function spreadTurn(): void {
  for (let i = 0; i < size >> 2; i++) {
    const at = usize(i) << 2;
    store<f32>(cosines2 + at, load<f32>(cosines + 2 * at));
    store<f32>(sines2 + at, load<f32>(sines + 2 * at));
    store<f32>(cosines3 + at, load<f32>(cosines + 3 * at));
    store<f32>(sines3 + at, load<f32>(sines + 3 * at));
  }
}

/** The first pass, radix 4: four neighbours at a time. */
function firstPass(re: usize, im: usize, toRe: usize, toIm: usize): void {
  const quarter = usize(size); // bytes
  for (let at: usize = 0; at < quarter; at += 16) {
    const c1 = v128.load(cosines + at);
    const s1 = v128.load(sines + at);
    const c2 = v128.load(cosines2 + at);
    const s2 = v128.load(sines2 + at);
    const c3 = v128.load(cosines3 + at);
    const s3 = v128.load(sines3 + at);
    butterfly(re + at, im + at, quarter, c1, s1, c2, s2, c3, s3, toRe + 4 * at, toIm + 4 * at, 0);
  }
}

/** A later pass, radix 4, over sequences of `n` values that lie `stride` values apart; 4 or more. */
function nextPass(n: i32, stride: usize, re: usize, im: usize, toRe: usize, toIm: usize): void {
  const run = stride << 2; // bytes
  const quarter = (usize(n) >> 2) * run;
  for (let p: usize = 0; p < usize(n) >> 2; p++) {
    const turn = p * run;
    const c1 = v128.load32_splat(cosines + turn);
    const s1 = v128.load32_splat(sines + turn);
    const c2 = v128.load32_splat(cosines + 2 * turn);
    const s2 = v128.load32_splat(sines + 2 * turn);
    const c3 = v128.load32_splat(cosines + 3 * turn);
    const s3 = v128.load32_splat(sines + 3 * turn);
    let from = turn;
    let to: usize = 4 * turn;
    for (const end = from + run; from < end; from += 16, to += 16) {
      butterfly(re + from, im + from, quarter, c1, s1, c2, s2, c3, s3, toRe + to, toIm + to, run);
    }
  }
}

/** The last pass where the size is twice a power of four. */
function lastPair(re: usize, im: usize, toRe: usize, toIm: usize): void {
  const half = usize(size) << 1; // bytes
  for (let at: usize = 0; at < half; at += 16) {
    const ar = v128.load(re + at);
    const ai = v128.load(im + at);
    const br = v128.load(re + half + at);
    const bi = v128.load(im + half + at);
    v128.store(toRe + at, f32x4.add(ar, br));
    v128.store(toIm + at, f32x4.add(ai, bi));
    v128.store(toRe + half + at, f32x4.sub(ar, br));
    v128.store(toIm + half + at, f32x4.sub(ai, bi));
  }
}

/**
 * Fourier transform of complex values, not scaled; with `re` and `im` exchanged it is the way back. Stockham's order
 * (Cochran et al. 1967): nothing has to be sorted afterwards.
 */
export function transform(re: usize, im: usize): void {
  let inPlace = false;
  firstPass(re, im, otherRe, otherIm);
  let n = size >> 2;
  let stride: usize = 4;
  while (n > 1) {
    const fromRe = inPlace ? re : otherRe;
    const fromIm = inPlace ? im : otherIm;
    const toRe = inPlace ? otherRe : re;
    const toIm = inPlace ? otherIm : im;
    if (n === 2) lastPair(fromRe, fromIm, toRe, toIm);
    else nextPass(n, stride, fromRe, fromIm, toRe, toIm);
    inPlace = !inPlace;
    n >>= 2;
    stride <<= 2;
  }
  if (inPlace) return;
  memory.copy(re, otherRe, usize(size) << 2);
  memory.copy(im, otherIm, usize(size) << 2);
}
