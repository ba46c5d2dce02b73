import type { Border } from '../../core/geometry';
import type { Raster } from '../../core/image';
import { borderIndex } from './border';
import { nowhere, type Positions, positionBits } from './positions';
import { isDeep } from './raster';

/**
 * Fills `to` from positions in the source: bilinear, to the nearest level (half up). Where there is alpha, colours count
 * by it, so that what hides behind clear pixels does not show. `outside`: the samples of a pixel beyond a constant border.
 */
export function sampleBilinear(
  source: Raster,
  to: Raster,
  positions: Positions,
  border: Border,
  outside: readonly number[],
): void {
  const [xs, ys] = [new Int32Array(to.width), new Int32Array(to.width)];
  const pixel = pixelSampler(source, to, border, outside);
  const row = isDeep(source) || source.channels % 2 === 0 ? pixelRow : source.channels === 3 ? rgbRow : grayRow;
  for (let j = 0; j < to.height; j++) {
    positions(j, xs, ys);
    if (!isDeep(source)) for (const places of [xs, ys]) coarsen(places);
    row(source, to, j, xs, ys, pixel);
  }
}

/** Weights of 8 bit pictures are in 1/128: four of them multiplied by two are 16 bit numbers, as the kernels need them. */
const bits = 7;
const onePixel = 1 << bits;
const finer = positionBits - bits;

/** Positions to the nearest of these parts. */
function coarsen(positions: Int32Array): void {
  for (let i = 0; i < positions.length; i++) {
    if (positions[i] !== nowhere) positions[i] = (positions[i]! + (1 << (finer - 1))) >> finer;
  }
}

/** Writes one output pixel at `q`, wherever its four neighbours lie. */
type Pixel = (X: number, Y: number, q: number) => void;
type Row = (source: Raster, to: Raster, j: number, xs: Int32Array, ys: Int32Array, pixel: Pixel) => void;

const half = 1 << (2 * bits - 1);

const rgbRow: Row = (source, to, j, xs, ys, pixel) => {
  const [from, out] = [source.data as Uint8Array, to.data as Uint8Array];
  const [lastX, lastY, stride] = [source.width - 1, source.height - 1, source.width * 3];
  let q = j * to.width * 3;
  for (let i = 0; i < to.width; i++, q += 3) {
    const X = xs[i]!;
    const Y = ys[i]!;
    const ix = X >> bits;
    const iy = Y >> bits;
    if (ix < 0 || iy < 0 || ix >= lastX || iy >= lastY) {
      pixel(X, Y, q);
      continue;
    }
    const fx = X & (onePixel - 1);
    const fy = Y & (onePixel - 1);
    const gx = onePixel - fx;
    const gy = onePixel - fy;
    const p = Math.imul(iy, stride) + Math.imul(ix, 3);
    const r = p + stride;
    const red0 = Math.imul(from[p]!, gx) + Math.imul(from[p + 3]!, fx);
    const red1 = Math.imul(from[r]!, gx) + Math.imul(from[r + 3]!, fx);
    const green0 = Math.imul(from[p + 1]!, gx) + Math.imul(from[p + 4]!, fx);
    const green1 = Math.imul(from[r + 1]!, gx) + Math.imul(from[r + 4]!, fx);
    const blue0 = Math.imul(from[p + 2]!, gx) + Math.imul(from[p + 5]!, fx);
    const blue1 = Math.imul(from[r + 2]!, gx) + Math.imul(from[r + 5]!, fx);
    out[q] = (Math.imul(red0, gy) + Math.imul(red1, fy) + half) >> (2 * bits);
    out[q + 1] = (Math.imul(green0, gy) + Math.imul(green1, fy) + half) >> (2 * bits);
    out[q + 2] = (Math.imul(blue0, gy) + Math.imul(blue1, fy) + half) >> (2 * bits);
  }
};

const grayRow: Row = (source, to, j, xs, ys, pixel) => {
  const [from, out] = [source.data as Uint8Array, to.data as Uint8Array];
  const { width } = source;
  const [lastX, lastY] = [width - 1, source.height - 1];
  for (let i = 0, q = j * to.width; i < to.width; i++, q++) {
    const X = xs[i]!;
    const Y = ys[i]!;
    const ix = X >> bits;
    const iy = Y >> bits;
    if (ix < 0 || iy < 0 || ix >= lastX || iy >= lastY) {
      pixel(X, Y, q);
      continue;
    }
    const fx = X & (onePixel - 1);
    const fy = Y & (onePixel - 1);
    const p = Math.imul(iy, width) + ix;
    const top = Math.imul(from[p]!, onePixel - fx) + Math.imul(from[p + 1]!, fx);
    const bottom = Math.imul(from[p + width]!, onePixel - fx) + Math.imul(from[p + width + 1]!, fx);
    out[q] = (Math.imul(top, onePixel - fy) + Math.imul(bottom, fy) + half) >> (2 * bits);
  }
};

/** 16 bit, whose products need more than 32 bits, and alpha. */
const pixelRow: Row = (_source, to, j, xs, ys, pixel) => {
  let q = j * to.width * to.channels;
  for (let i = 0; i < to.width; i++, q += to.channels) pixel(xs[i]!, ys[i]!, q);
};

function pixelSampler(source: Raster, to: Raster, border: Border, outside: readonly number[]): Pixel {
  const { width, height, channels } = source;
  const decimals = isDeep(source) ? positionBits : bits;
  const whole = 1 << decimals;
  // The samples, and after them the pixel that is seen outside: every neighbour is then a place in one array.
  const beyond = source.data.length;
  const data = (p: number) => (p < beyond ? source.data[p]! : outside[p - beyond]!);
  const at = (x: number, y: number) => {
    const [column, row] = [borderIndex(x, width, border), borderIndex(y, height, border)];
    return column < 0 || row < 0 ? beyond : (row * width + column) * channels;
  };
  const plain = channels % 2 === 1 ? channels : 0;
  return (X, Y, q) => {
    if (X === nowhere) {
      for (let k = 0; k < channels; k++) to.data[q + k] = outside[k]!;
      return;
    }
    const [ix, iy, fx, fy] = [X >> decimals, Y >> decimals, X & (whole - 1), Y & (whole - 1)];
    const [p, r, s, t] = [at(ix, iy), at(ix + 1, iy), at(ix, iy + 1), at(ix + 1, iy + 1)];
    let [wp, wr, ws, wt] = [(whole - fx) * (whole - fy), fx * (whole - fy), (whole - fx) * fy, fx * fy];
    const mean = (k: number, sum: number) =>
      Math.floor((data(p + k) * wp + data(r + k) * wr + data(s + k) * ws + data(t + k) * wt) / sum + 0.5);
    if (plain) {
      for (let k = 0; k < plain; k++) to.data[q + k] = mean(k, whole * whole);
      return;
    }
    const last = channels - 1;
    to.data[q + last] = mean(last, whole * whole);
    const [ap, ar, as, at_] = [data(p + last), data(r + last), data(s + last), data(t + last)];
    const covered = wp * ap + wr * ar + ws * as + wt * at_;
    // All alike, opaque or clear: the plain mean, so that an opaque picture is resampled as one without alpha.
    const alike = covered === 0 || (ap === ar && ap === as && ap === at_);
    if (!alike) [wp, wr, ws, wt] = [wp * ap, wr * ar, ws * as, wt * at_];
    for (let k = 0; k < last; k++) to.data[q + k] = mean(k, alike ? whole * whole : covered);
  };
}
