// Pixels from their places: bilinear.ts, tone.ts, noise.ts.

import { addresses, lower, stride, upper } from './places';

let nearest: v128 = i32x4.splat(0);
let signs: v128 = i32x4.splat(0);

/** Sets what is the same for all pictures. */
export function prepare(): void {
  nearest = i32x4.splat((1 << 13) - (128 << 14));
  signs = i8x16.splat(-128);
}

let toned: bool = false;
let gain: v128 = i32x4.splat(0);
let bias: v128 = i32x4.splat(0);
let least: v128 = i32x4.splat(0);
let most: v128 = i32x4.splat(0);

/**
 * The linear map of the next samples: ((level - 128) × gain + bias) >> 19, kept from least to most, is the level - 128.
 * At `at` stand four gains and biases (red, green, blue, none), then the least and the most levels - 128 of four pixels in
 * a byte each. 0: no map.
 */
export function toneOf(at: i32): void {
  toned = at !== 0;
  if (!toned) return;
  gain = v128.load(at);
  bias = v128.load(at + 16);
  least = v128.load(at + 32);
  most = v128.load(at + 48);
}

/** Levels - 128 of one pixel: red, green, blue and nothing. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function pixel(address: i32, rowBytes: i32, w: v128, v: v128, round: v128): v128 {
  const order = i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1);
  const top = i32x4.dot_i16x8_s(v128.swizzle(v128.load64_zero(address), order), w);
  const bottom = i32x4.dot_i16x8_s(v128.swizzle(v128.load64_zero(address + rowBytes), order), v);
  return i32x4.shr_s(i32x4.add(i32x4.add(top, bottom), round), 14);
}

// @ts-expect-error: a decorator of AssemblyScript's
@inline
function mapped(levels: v128, m: v128, b: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.mul(levels, m), b), 19);
}

export let starts: i32 = 0;
export let firstBlock: i32 = 0;
let strong: i32 = 0;

/**
 * The noise of the next rows. At `list` stands where the noise of each block of 512 pixels begins, from the block with
 * this number on; 0: no noise. `apart` as in `scaleNoise`.
 */
export function noiseOf(list: i32, block: i32, apart: i32): void {
  starts = list;
  firstBlock = block;
  strong = apart;
}

/**
 * Writes `count` pixels at `to`, whose places begin with the one numbered `first`: resampled, toned, and with the noise
 * that begins at `noise`; 0: none. Up to three pixels and four bytes more are written.
 */
export function sample(to: i32, first: i32, count: i32, noise: i32): void {
  const rowBytes = stride;
  const has = toned;
  const m = gain;
  const o = bias;
  const lowest = least;
  const highest = most;
  const pack = i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
  const round = nearest;
  const sign = signs;
  const apart = strong;
  let at = addresses + first * 4;
  let wx = upper + first * 4;
  let wy = lower + first * 4;
  const end = at + count * 4;
  let q = to;
  let n = noise;
  while (at < end) {
    let a = pixel(load<i32>(at), rowBytes, v128.load32_splat(wx), v128.load32_splat(wy), round);
    let b = pixel(load<i32>(at, 4), rowBytes, v128.load32_splat(wx, 4), v128.load32_splat(wy, 4), round);
    let c = pixel(load<i32>(at, 8), rowBytes, v128.load32_splat(wx, 8), v128.load32_splat(wy, 8), round);
    let d = pixel(load<i32>(at, 12), rowBytes, v128.load32_splat(wx, 12), v128.load32_splat(wy, 12), round);
    if (has) {
      a = mapped(a, m, o);
      b = mapped(b, m, o);
      c = mapped(c, m, o);
      d = mapped(d, m, o);
    }
    let bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
    if (has) bytes = i8x16.min_s(i8x16.max_s(bytes, lowest), highest);
    bytes = v128.swizzle(bytes, pack);
    if (n === 0) bytes = v128.xor(bytes, sign);
    else {
      if (apart === 0) bytes = v128.xor(i8x16.add_sat_s(bytes, v128.load(n)), sign);
      else bytes = i8x16.sub_sat_u(i8x16.add_sat_u(v128.xor(bytes, sign), v128.load(n)), v128.load(n + apart));
      n += 12;
    }
    v128.store(q, bytes);
    q += 12;
    at += 16;
    wx += 16;
    wy += 16;
  }
}
