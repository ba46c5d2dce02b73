// AssemblyScript, compiled to WebAssembly with SIMD by `npm run generate`. Each function has a twin in plain JavaScript
// (bilinear.ts, tone.ts, noise.ts), which must give the same bytes: only whole numbers are counted with here.

/** As in positions.ts: a position is in 1/2048 of a pixel, and steps are in 2^-20 of a position. */
const onePixel: i32 = 2048;
const fineBits: i32 = 20;

/** The places of a row's pixels: address of the upper left neighbour, then weights right and left, then weight below. */
let addresses: i32 = 0;
let across: i32 = 0;
let down: i32 = 0;

/** Where the three arrays of places lie: four bytes a pixel each, and room for four pixels more than the widest row. */
export function placesAt(a: i32, b: i32, c: i32): void {
  addresses = a;
  across = b;
  down = c;
}

let origin: i32 = 0;
let stride: i32 = 0;
let low: v128 = i32x4.splat(0);
let highX: v128 = i32x4.splat(0);
let highY: v128 = i32x4.splat(0);
let mirrorX: v128 = i32x4.splat(0);
let mirrorY: v128 = i32x4.splat(0);
let reflects: bool = false;
let lastX: i32 = 0;
let lastY: i32 = 0;

/**
 * The source of the next rows: RGB, its first pixel at `first`. Positions are reflected once, where that is asked for, and
 * then kept from `margin` pixels before the first to `margin` after the last one. Below the last row that can be reached,
 * one more row and eight bytes can be read: their weight is 0.
 */
export function lookAt(first: i32, rowBytes: i32, width: i32, height: i32, margin: i32, reflect: bool): void {
  origin = first;
  stride = rowBytes;
  low = i32x4.splat(-margin * onePixel);
  highX = i32x4.splat((width - 1 + margin) * onePixel);
  highY = i32x4.splat((height - 1 + margin) * onePixel);
  mirrorX = i32x4.splat((2 * width - 1) * onePixel);
  mirrorY = i32x4.splat((2 * height - 1) * onePixel);
  reflects = reflect;
  lastX = (width - 1) * onePixel;
  lastY = (height - 1) * onePixel;
}

/** `inside`: the positions are within the picture. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function place(at: i32, px: v128, py: v128, inside: bool): void {
  let x = px;
  let y = py;
  if (!inside) {
    if (reflects) {
      const before = i32x4.splat(-onePixel);
      x = i32x4.max_s(x, i32x4.sub(before, x));
      y = i32x4.max_s(y, i32x4.sub(before, y));
      x = i32x4.min_s(x, i32x4.sub(mirrorX, x));
      y = i32x4.min_s(y, i32x4.sub(mirrorY, y));
    }
    x = i32x4.min_s(i32x4.max_s(x, low), highX);
    y = i32x4.min_s(i32x4.max_s(y, low), highY);
  }
  const column = i32x4.shr_s(x, 11);
  const row = i32x4.shr_s(y, 11);
  const offset = i32x4.add(i32x4.mul(row, i32x4.splat(stride)), i32x4.add(column, i32x4.shl(column, 1)));
  const right = v128.and(x, i32x4.splat(onePixel - 1));
  const left = i32x4.sub(i32x4.splat(onePixel), right);
  v128.store(addresses + at, i32x4.add(offset, i32x4.splat(origin)));
  v128.store(across + at, v128.or(i32x4.shl(right, 16), left));
  v128.store(down + at, v128.and(y, i32x4.splat(onePixel - 1)));
}

function within(fine: i64, last: i32): bool {
  return fine >= 0 && fine >> fineBits <= i64(last);
}

let ax: f64 = 0;
let bx: f64 = 0;
let cx: f64 = 0;
let ay: f64 = 0;
let by: f64 = 0;
let cy: f64 = 0;

/** The affine geometry of the next rows, from output back to source. */
export function affineOf(a: f64, b: f64, c: f64, d: f64, e: f64, f: f64): void {
  ax = a;
  bx = b;
  cx = c;
  ay = d;
  by = e;
  cy = f;
}

/** `fineOf` of positions.ts, in 2^-20 of a position. */
function fineOf(position: f64): i64 {
  return i64(Math.floor(position * f64(1 << fineBits) + 0.5));
}

/** Places of the pixels of a row of the affine geometry: a start and even steps, as `affineRow` has them. */
export function placeRow(row: i32, count: i32): void {
  const down = f64(row) + 0.5;
  const startX = fineOf((ax * 0.5 + bx * down + cx - 0.5) * f64(onePixel) + 0.5);
  const startY = fineOf((ay * 0.5 + by * down + cy - 0.5) * f64(onePixel) + 0.5);
  const stepX = fineOf(ax * f64(onePixel));
  const stepY = fineOf(ay * f64(onePixel));
  let x0 = i64x2.replace_lane(i64x2.splat(startX), 1, startX + stepX);
  let y0 = i64x2.replace_lane(i64x2.splat(startY), 1, startY + stepY);
  let x1 = i64x2.add(x0, i64x2.splat(2 * stepX));
  let y1 = i64x2.add(y0, i64x2.splat(2 * stepY));
  const fourX = i64x2.splat(4 * stepX);
  const fourY = i64x2.splat(4 * stepY);
  const reach = i64(count + 3); // up to three pixels more are placed
  const inside =
    within(startX, lastX) &&
    within(startY, lastY) &&
    within(startX + reach * stepX, lastX) &&
    within(startY + reach * stepY, lastY);
  for (let at = 0; at < count * 4; at += 16) {
    const px = v128.shuffle<i32>(i64x2.shr_u(x0, fineBits), i64x2.shr_u(x1, fineBits), 0, 2, 4, 6);
    const py = v128.shuffle<i32>(i64x2.shr_u(y0, fineBits), i64x2.shr_u(y1, fineBits), 0, 2, 4, 6);
    place(at, px, py, inside);
    x0 = i64x2.add(x0, fourX);
    x1 = i64x2.add(x1, fourX);
    y0 = i64x2.add(y0, fourY);
    y1 = i64x2.add(y1, fourY);
  }
}

/** Places of `count` pixels whose positions stand in two arrays. */
export function placeEach(xs: i32, ys: i32, count: i32): void {
  for (let at = 0; at < count * 4; at += 16) place(at, v128.load(xs + at), v128.load(ys + at), false);
}

let toned: bool = false;
let gain: v128 = i32x4.splat(0);
let bias: v128 = i32x4.splat(0);
let least: v128 = i32x4.splat(0);
let most: v128 = i32x4.splat(0);

let decimals: i32 = 0;

/**
 * The linear map of the next samples: (level × gain + bias) >> bits, kept from least to most. Four numbers each (red,
 * green, blue, none) stand at `at`; 0: no map.
 */
export function toneOf(at: i32, bits: i32): void {
  toned = at !== 0;
  decimals = bits;
  if (!toned) return;
  gain = v128.load(at);
  bias = v128.load(at + 16);
  least = v128.load(at + 32);
  most = v128.load(at + 48);
}

let sigma: v128 = i32x4.splat(0);
let strongNoise: bool = false;

/** Strength of the noise of the next samples, in 1/512 of a level. */
export function noiseOf(strength: i32): void {
  sigma = i32x4.splat(strength);
  strongNoise = strength > 32767; // a product of 16 bit numbers is one instruction, of 32 bit ones three
}

/** One pixel: red, green, blue and nothing. */
function pixel(address: i32, rowBytes: i32, weights: v128, below: v128): v128 {
  const pairs = i8x16(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1);
  const top = i32x4.dot_i16x8_s(v128.swizzle(v128.load64_zero(address), pairs), weights);
  const bottom = i32x4.dot_i16x8_s(v128.swizzle(v128.load64_zero(address + rowBytes), pairs), weights);
  const mean = i32x4.add(i32x4.shl(top, 11), i32x4.mul(i32x4.sub(bottom, top), below));
  return i32x4.shr_s(i32x4.add(mean, i32x4.splat(1 << 21)), 22);
}

function mapped(levels: v128, m: v128, b: v128, bits: i32, lowest: v128, highest: v128): v128 {
  return i32x4.min_s(i32x4.max_s(i32x4.shr_s(i32x4.add(i32x4.mul(levels, m), b), bits), lowest), highest);
}

/** `strength`: 16 bit pairs of itself and 0, beside gaussians and their sign; in 32 bits where it is that strong. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function noisy(levels: v128, gaussians: i32, strength: v128, strong: bool): v128 {
  const values = v128.load16x4_s(gaussians);
  const noise = strong ? i32x4.mul(values, strength) : i32x4.dot_i16x8_s(values, strength);
  return i32x4.add(levels, i32x4.shr_s(i32x4.add(noise, i32x4.splat(1 << 20)), 21));
}

/**
 * Writes `count` pixels at `to`, whose places begin with the one numbered `first`: resampled, toned, and with the noise
 * that begins at `gaussians`; 0: none. Up to three pixels and four bytes more are written.
 */
export function sample(to: i32, first: i32, count: i32, gaussians: i32): void {
  const packed = i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
  const rowBytes = stride;
  const has = toned;
  const m = gain;
  const o = bias;
  const bits = decimals;
  const lowest = least;
  const highest = most;
  const strength = sigma;
  const strong = strongNoise;
  let at = addresses + first * 4;
  let wx = across + first * 4;
  let wy = down + first * 4;
  const end = at + count * 4;
  let q = to;
  let n = gaussians;
  while (at < end) {
    let a = pixel(load<i32>(at), rowBytes, v128.load32_splat(wx), v128.load32_splat(wy));
    let b = pixel(load<i32>(at, 4), rowBytes, v128.load32_splat(wx, 4), v128.load32_splat(wy, 4));
    let c = pixel(load<i32>(at, 8), rowBytes, v128.load32_splat(wx, 8), v128.load32_splat(wy, 8));
    let d = pixel(load<i32>(at, 12), rowBytes, v128.load32_splat(wx, 12), v128.load32_splat(wy, 12));
    if (has) {
      a = mapped(a, m, o, bits, lowest, highest);
      b = mapped(b, m, o, bits, lowest, highest);
      c = mapped(c, m, o, bits, lowest, highest);
      d = mapped(d, m, o, bits, lowest, highest);
    }
    if (n !== 0) {
      a = noisy(a, n, strength, strong);
      b = noisy(b, n + 6, strength, strong);
      c = noisy(c, n + 12, strength, strong);
      d = noisy(d, n + 18, strength, strong);
      n += 24;
    }
    const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
    v128.store(q, v128.swizzle(bytes, packed));
    q += 12;
    at += 16;
    wx += 16;
    wy += 16;
  }
}
