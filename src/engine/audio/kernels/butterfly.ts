// Radix 4, in AssemblyScript.

// @ts-expect-error: a decorator of AssemblyScript's
@inline
function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

// @ts-expect-error: a decorator of AssemblyScript's
@inline
function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

// @ts-expect-error: a decorator of AssemblyScript's
@inline
function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** Four columns become four rows, which are written one after the other. */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
function storeTurned(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const AB = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const CD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to, v128.shuffle<i64>(ab, cd, 1, 3), 16);
  v128.store(to, v128.shuffle<i64>(AB, CD, 0, 2), 32);
  v128.store(to, v128.shuffle<i64>(AB, CD, 1, 3), 48);
}

/**
 * Four complex values of a pass, `quarter` bytes apart, become four of the next one: by the cosines and sines of one,
 * two and three turns. They lie `apart` bytes from each other, or, four columns at a time, one after the other (0).
 */
// @ts-expect-error: a decorator of AssemblyScript's
@inline
export function butterfly(re: usize, im: usize, quarter: usize, c1: v128, s1: v128, c2: v128, s2: v128, c3: v128, s3: v128, toRe: usize, toIm: usize, apart: usize): void {
  const ar = v128.load(re);
  const ai = v128.load(im);
  const br = v128.load(re + quarter);
  const bi = v128.load(im + quarter);
  const cr = v128.load(re + 2 * quarter);
  const ci = v128.load(im + 2 * quarter);
  const dr = v128.load(re + 3 * quarter);
  const di = v128.load(im + 3 * quarter);
  const pr = add(ar, cr);
  const pi = add(ai, ci);
  const mr = sub(ar, cr);
  const mi = sub(ai, ci);
  const qr = add(br, dr);
  const qi = add(bi, di);
  const nr = sub(br, dr);
  const ni = sub(bi, di);
  const ur = add(mr, ni);
  const ui = sub(mi, nr);
  const vr = sub(pr, qr);
  const vi = sub(pi, qi);
  const wr = sub(mr, ni);
  const wi = add(mi, nr);
  storeFour(
    toRe,
    apart,
    add(pr, qr),
    add(mul(ur, c1), mul(ui, s1)),
    add(mul(vr, c2), mul(vi, s2)),
    add(mul(wr, c3), mul(wi, s3)),
  );
  storeFour(
    toIm,
    apart,
    add(pi, qi),
    sub(mul(ui, c1), mul(ur, s1)),
    sub(mul(vi, c2), mul(vr, s2)),
    sub(mul(wi, c3), mul(wr, s3)),
  );
}

// @ts-expect-error: a decorator of AssemblyScript's
@inline
function storeFour(to: usize, apart: usize, a: v128, b: v128, c: v128, d: v128): void {
  if (apart === 0) {
    storeTurned(to, a, b, c, d);
    return;
  }
  v128.store(to, a);
  v128.store(to + apart, b);
  v128.store(to + 2 * apart, c);
  v128.store(to + 3 * apart, d);
}
