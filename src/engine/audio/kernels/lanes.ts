// Sums over vectors of four floats, in AssemblyScript.

/** a·b + c·d */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
export function sum(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), f32x4.mul(c, d));
}

/** Three neighbours, `apart` bytes from each other. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
export function three(at: usize, apart: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(at - apart), v128.load(at)), v128.load(at + apart));
}

export function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}
