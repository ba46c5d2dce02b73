// The products of noise.ts.

/**
 * Makes the noise of so many gaussians of this strength, in 1/512 of a level, a multiple of 16: whole levels in a byte each,
 * as they are where `strong` is 0, or else what is added at `to`, and what is taken away at `to` + `strong`.
 */
export function scaleNoise(gaussians: i32, to: i32, count: i32, strength: i32, strong: i32): void {
  const by = i32x4.splat(strength);
  const round = i32x4.splat(1 << 20);
  const zero = i16x8.splat(0);
  for (let i = 0; i < count; i += 16) {
    const from = gaussians + 2 * i;
    const a = i32x4.shr_s(i32x4.add(i32x4.mul(v128.load16x4_s(from), by), round), 21);
    const b = i32x4.shr_s(i32x4.add(i32x4.mul(v128.load16x4_s(from + 8), by), round), 21);
    const c = i32x4.shr_s(i32x4.add(i32x4.mul(v128.load16x4_s(from + 16), by), round), 21);
    const d = i32x4.shr_s(i32x4.add(i32x4.mul(v128.load16x4_s(from + 24), by), round), 21);
    const first = i16x8.narrow_i32x4_s(a, b);
    const second = i16x8.narrow_i32x4_s(c, d);
    if (strong === 0) v128.store(to + i, i8x16.narrow_i16x8_s(first, second));
    else {
      v128.store(to + i, i8x16.narrow_i16x8_u(first, second));
      v128.store(to + strong + i, i8x16.narrow_i16x8_u(i16x8.sub(zero, first), i16x8.sub(zero, second)));
    }
  }
}
