/**
 * `count` samples at `to` out of those at `from`, in AssemblyScript: a filter of `taps` values, a multiple of four, for each of
 * `phases` parts of a sample, the last one for a whole sample more. The first value is for `position`, each further one
 * `ratio` later; the sample that the first tap of position 0 takes stands at `from`.
 */
export function resample(from: usize, to: usize, count: i32, filter: usize, taps: i32, phases: i32, position: f64, ratio: f64): void {
  const row = usize(taps) << 2;
  let now = position;
  for (let i = 0; i < count; i++) {
    now = position + f64(i) * ratio;
    const whole = Math.floor(now);
    const part = (now - whole) * f64(phases);
    const phase = i32(part);
    const share = f32x4.splat(f32(part - f64(phase)));
    let at = from + (usize(whole) << 2);
    let low = filter + usize(phase) * row;
    let sum = f32x4.splat(0);
    let more = f32x4.splat(0);
    for (const end = at + row; at < end; at += 16, low += 16) {
      const x = v128.load(at);
      const a = v128.load(low);
      sum = f32x4.add(sum, f32x4.mul(x, a));
      more = f32x4.add(more, f32x4.mul(x, f32x4.sub(v128.load(low + row), a)));
    }
    sum = f32x4.add(sum, f32x4.mul(more, share));
    const pair = f32x4.add(sum, v128.shuffle<i32>(sum, sum, 2, 3, 0, 1));
    store<f32>(to + (usize(i) << 2), f32x4.extract_lane(pair, 0) + f32x4.extract_lane(pair, 1));
  }
}
