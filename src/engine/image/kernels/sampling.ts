// AssemblyScript, compiled to WebAssembly with SIMD by `npm run generate`. Each function has a twin in plain JavaScript
// (bilinear.ts, tone.ts, noise.ts), which must give the same bytes: only whole numbers are counted with here.
// The compiler of WebAssembly makes a constant vector anew, and reads a global anew, each time around a loop: what a loop
// needs is a local, and constants are globals that are set. Not so the orders of swizzles, which are safe without a check only
// where they are known.

import { firstBlock, sample, starts } from './pixels';
import { placeRow } from './places';

export { scaleNoise } from './noise';
export { noiseOf, prepare, toneOf } from './pixels';
export { affineOf, lookAt, placeEach, placesAt } from './places';

let left: i32 = 0;
let top: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;

/** A box of the next picture that is not painted: something else will be there. */
export function hide(l: i32, t: i32, r: i32, b: i32): void {
  left = l;
  top = t;
  right = r;
  bottom = b;
}

/** The pixels of a row from one to another; `placed`: their places stand there already. */
function paintPart(to: i32, width: i32, row: i32, from: i32, until: i32, placed: bool): void {
  if (from >= until) return;
  if (!placed) placeRow(row, from, until - from);
  const start = row * width;
  if (starts === 0) {
    sample(to + 3 * (start + from), from, until - from, 0);
    return;
  }
  for (let x = from; x < until; ) {
    const block = (start + x) >> 9;
    const into = (start + x) & 511;
    const count = min(512 - into, until - x);
    sample(to + 3 * (start + x), x, count, load<i32>(starts + 4 * (block - firstBlock)) + 3 * into);
    x += count;
  }
}

/** Paints rows of a picture at `to`, upwards or downwards, which decides how soon the source's rows are needed. */
export function paint(to: i32, width: i32, from: i32, until: i32, upwards: bool, placed: bool): void {
  for (let i = from; i < until; i++) {
    const row = upwards ? from + until - 1 - i : i;
    const end = to + 3 * (row + 1) * width;
    const after = v128.load(end);
    if (row < top || row >= bottom) paintPart(to, width, row, 0, width, placed);
    else {
      paintPart(to, width, row, 0, left, placed);
      paintPart(to, width, row, right, width, placed);
    }
    v128.store(end, after);
  }
}
