// Where the pixels of a row come from: positions.ts.

/** A place is in 1/128 of a pixel, and steps are in 2^-24 of a place. */
const onePixel: i32 = 128;
const fineBits: i32 = 24;

/** The places of a row's pixels: address of the upper left neighbour, then weights of the upper two and of the lower two. */
export let addresses: i32 = 0;
export let upper: i32 = 0;
export let lower: i32 = 0;

let fraction: v128 = i32x4.splat(0);
let one: v128 = i32x4.splat(0);
let ones: v128 = i32x4.splat(0);

/** Where the three arrays of places lie: four bytes a pixel each, and room for four pixels more than the widest row. */
export function placesAt(a: i32, b: i32, c: i32): void {
  addresses = a;
  upper = b;
  lower = c;
  fraction = i32x4.splat(onePixel - 1);
  one = i32x4.splat(onePixel);
  ones = i16x8.splat(i16(onePixel));
}

let origin: i32 = 0;
export let stride: i32 = 0;
let low: v128 = i32x4.splat(0);
let highX: v128 = i32x4.splat(0);
let highY: v128 = i32x4.splat(0);
let mirrorX: v128 = i32x4.splat(0);
let mirrorY: v128 = i32x4.splat(0);
let reflects: bool = false;
let lastX: i32 = 0;
let lastY: i32 = 0;

/**
 * The source of the next rows: RGB, its first pixel at `first`. Places are reflected once, where that is asked for, and
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

/** A place that may lie beyond the picture's edges, brought back. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function kept(place: v128, mirror: v128, high: v128): v128 {
  let p = place;
  if (reflects) {
    p = i32x4.max_s(p, i32x4.sub(i32x4.splat(-onePixel), p));
    p = i32x4.min_s(p, i32x4.sub(mirror, p));
  }
  return i32x4.min_s(i32x4.max_s(p, low), high);
}

/** Writes down the places of four pixels. The other vectors are the globals of these names, and `origin` and `stride`. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function note(at: i32, x: v128, y: v128, first: v128, rowBytes: v128, parts: v128, pixel: v128, pixels: v128): void {
  const column = i32x4.shr_s(x, 7);
  const row = i32x4.mul(i32x4.shr_s(y, 7), rowBytes);
  v128.store(addresses + at, i32x4.add(i32x4.add(row, first), i32x4.add(column, i32x4.shl(column, 1))));
  const right = v128.and(x, parts);
  const across = v128.or(i32x4.shl(right, 16), i32x4.sub(pixel, right));
  const below = v128.and(y, parts);
  const down = v128.or(i32x4.shl(below, 16), below);
  v128.store(upper + at, i16x8.mul(across, i16x8.sub(pixels, down)));
  v128.store(lower + at, i16x8.mul(across, down));
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

/** `fineOf` of positions.ts: 1/2048 of a pixel in parts of 2^-20. */
function fineOf(position: f64): i64 {
  return i64(Math.floor(position * f64(1 << 20) + 0.5));
}

/** Half a place less half a position: these are rounded to the nearest in affineRow, and then once more. */
const half: i64 = 1 << (fineBits - 1);

/** Notes the places of `count` pixels of a row of the affine geometry: a start and even steps, as `affineRow` has them. */
export function placeRow(row: i32, from: i32, count: i32): void {
  const down = f64(row) + 0.5;
  const stepX = fineOf(ax * 2048);
  const stepY = fineOf(ay * 2048);
  const startX = fineOf((ax * 0.5 + bx * down + cx - 0.5) * 2048 + 0.5) + half + i64(from) * stepX;
  const startY = fineOf((ay * 0.5 + by * down + cy - 0.5) * 2048 + 0.5) + half + i64(from) * stepY;
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
  const first = i32x4.splat(origin);
  const rowBytes = i32x4.splat(stride);
  const parts = fraction;
  const pixel = one;
  const pixels = ones;
  const end = (from + count) * 4;
  if (inside) {
    for (let at = from * 4; at < end; at += 16) {
      const x = v128.shuffle<i32>(i64x2.shr_u(x0, fineBits), i64x2.shr_u(x1, fineBits), 0, 2, 4, 6);
      const y = v128.shuffle<i32>(i64x2.shr_u(y0, fineBits), i64x2.shr_u(y1, fineBits), 0, 2, 4, 6);
      note(at, x, y, first, rowBytes, parts, pixel, pixels);
      x0 = i64x2.add(x0, fourX);
      x1 = i64x2.add(x1, fourX);
      y0 = i64x2.add(y0, fourY);
      y1 = i64x2.add(y1, fourY);
    }
    return;
  }
  for (let at = from * 4; at < end; at += 16) {
    const x = v128.shuffle<i32>(i64x2.shr_u(x0, fineBits), i64x2.shr_u(x1, fineBits), 0, 2, 4, 6);
    const y = v128.shuffle<i32>(i64x2.shr_u(y0, fineBits), i64x2.shr_u(y1, fineBits), 0, 2, 4, 6);
    note(at, kept(x, mirrorX, highX), kept(y, mirrorY, highY), first, rowBytes, parts, pixel, pixels);
    x0 = i64x2.add(x0, fourX);
    x1 = i64x2.add(x1, fourX);
    y0 = i64x2.add(y0, fourY);
    y1 = i64x2.add(y1, fourY);
  }
}

/** Notes the places of `count` pixels whose positions stand in two arrays. */
export function placeEach(xs: i32, ys: i32, count: i32): void {
  const first = i32x4.splat(origin);
  const rowBytes = i32x4.splat(stride);
  const lift = i32x4.splat(8);
  for (let at = 0; at < count * 4; at += 16) {
    const x = i32x4.shr_s(i32x4.add(v128.load(xs + at), lift), 4);
    const y = i32x4.shr_s(i32x4.add(v128.load(ys + at), lift), 4);
    note(at, kept(x, mirrorX, highX), kept(y, mirrorY, highY), first, rowBytes, fraction, one, ones);
  }
}
