import { type Border, invert, type Matrix } from '../../core/geometry';
import type { ImageOperation, Raster } from '../../core/image';
import { borderIndex } from './border';
import { blank, isDeep, samplesOf } from './raster';

export type Geometry = Extract<ImageOperation, { kind: 'geometry' }>;

/** Positions and weights in 1/2048 of a pixel. */
const bits = 11;
const one = 1 << bits;
/** Makes positions positive, so that cutting decimals off rounds down. */
const shift = 1 << 30;

/**
 * One resampling: bilinear, position rounded to 1/2048 pixel, value to the nearest level (half up). A geometry that
 * takes pixels onto pixels (flips, quarter turns, whole shifts) copies them. Colour is not weighted by alpha. Source
 * coordinates must stay within ± 2^18. Throws for a perspective matrix.
 */
export function warp(source: Raster, geometry: Geometry): Raster {
  const inverse = invert(geometry.matrix);
  if (inverse[6] !== 0 || inverse[7] !== 0) throw new Error('this geometry has a perspective: it cannot be resampled');
  const to = blank(geometry.size, source);
  if (takesPixelsToPixels(inverse)) copyPixels(source, to, inverse, geometry);
  else resample(source, to, inverse, geometry);
  return to;
}

function takesPixelsToPixels([a, b, c, d, e, f]: Matrix): boolean {
  const unit = (v: number) => v === 1 || v === -1;
  const straight = (unit(a) && unit(e) && b === 0 && d === 0) || (unit(b) && unit(d) && a === 0 && e === 0);
  return straight && Number.isInteger((a + b - 1) / 2 + c) && Number.isInteger((d + e - 1) / 2 + f);
}

function copyPixels(source: Raster, to: Raster, inverse: Matrix, { border, fill }: Geometry): void {
  const { channels } = source;
  const [a, b, c, d, e, f] = inverse;
  const xIndex = (x: number) => borderIndex(x, source.width, border) * channels;
  const yIndex = (y: number) => borderIndex(y, source.height, border) * source.width * channels;
  // Column and row each decide one of the two source coordinates; a negative sum means "beyond the edge".
  const columns = Array.from({ length: to.width }, (_, i) =>
    a !== 0 ? xIndex(a * (i + 0.5) + c - 0.5) : yIndex(d * (i + 0.5) + f - 0.5),
  );
  const rows = Array.from({ length: to.height }, (_, j) =>
    a !== 0 ? yIndex(e * (j + 0.5) + f - 0.5) : xIndex(b * (j + 0.5) + c - 0.5),
  );
  const outside = samplesOf(fill, source);
  let q = 0;
  for (let j = 0; j < to.height; j++) {
    const row = rows[j]!;
    for (let i = 0; i < to.width; i++) {
      const column = columns[i]!;
      const beyond = row < 0 || column < 0;
      for (let p = row + column, k = 0; k < channels; k++) to.data[q++] = beyond ? outside[k]! : source.data[p + k]!;
    }
  }
}

function resample(source: Raster, to: Raster, inverse: Matrix, { border, fill }: Geometry): void {
  const [a, b, c, d, e, f] = inverse;
  const edge = edgeSampler(source, to, border, samplesOf(fill, source));
  const row = isDeep(source) ? deepRow : source.channels === 3 ? rgbRow : byteRow;
  for (let j = 0; j < to.height; j++) {
    // Where the first pixel's centre comes from, in 1/2048, and half a step more so that rounding down is to the nearest.
    const x = (a * 0.5 + b * (j + 0.5) + c - 0.5) * one + 0.5 + shift;
    const y = (d * 0.5 + e * (j + 0.5) + f - 0.5) * one + 0.5 + shift;
    row(source, to, j, x, a * one, y, d * one, edge);
  }
}

/** Writes one output pixel at `q` whose four neighbours are not all inside; X and Y in 1/2048. */
type Edge = (X: number, Y: number, q: number) => void;
type Row = (source: Raster, to: Raster, j: number, x: number, dx: number, y: number, dy: number, edge: Edge) => void;

const rgbRow: Row = (source, to, j, x, dx, y, dy, edge) => {
  const [from, out] = [source.data as Uint8Array, to.data as Uint8Array];
  const [lastX, lastY, stride] = [source.width - 1, source.height - 1, source.width * 3];
  const half = 1 << (2 * bits - 1);
  let q = j * to.width * 3;
  for (let i = 0; i < to.width; i++, q += 3) {
    const X = ((x + dx * i) | 0) - shift;
    const Y = ((y + dy * i) | 0) - shift;
    const ix = X >> bits;
    const iy = Y >> bits;
    if (ix < 0 || iy < 0 || ix >= lastX || iy >= lastY) {
      edge(X, Y, q);
      continue;
    }
    const fx = X & (one - 1);
    const fy = Y & (one - 1);
    const gx = one - fx;
    const gy = one - fy;
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

const byteRow: Row = (source, to, j, x, dx, y, dy, edge) => {
  const { channels } = source;
  const [from, out] = [source.data as Uint8Array, to.data as Uint8Array];
  const [lastX, lastY, stride] = [source.width - 1, source.height - 1, source.width * channels];
  const half = 1 << (2 * bits - 1);
  let q = j * to.width * channels;
  for (let i = 0; i < to.width; i++, q += channels) {
    const X = ((x + dx * i) | 0) - shift;
    const Y = ((y + dy * i) | 0) - shift;
    const ix = X >> bits;
    const iy = Y >> bits;
    if (ix < 0 || iy < 0 || ix >= lastX || iy >= lastY) {
      edge(X, Y, q);
      continue;
    }
    const fx = X & (one - 1);
    const fy = Y & (one - 1);
    let p = iy * stride + ix * channels;
    for (let k = 0; k < channels; k++, p++) {
      const top = Math.imul(from[p]!, one - fx) + Math.imul(from[p + channels]!, fx);
      const bottom = Math.imul(from[p + stride]!, one - fx) + Math.imul(from[p + stride + channels]!, fx);
      out[q + k] = (Math.imul(top, one - fy) + Math.imul(bottom, fy) + half) >> (2 * bits);
    }
  }
};

/** 16 bit: products need more than 32 bits. */
const deepRow: Row = (_source, to, j, x, dx, y, dy, edge) => {
  let q = j * to.width * to.channels;
  for (let i = 0; i < to.width; i++, q += to.channels) {
    edge(((x + dx * i) | 0) - shift, ((y + dy * i) | 0) - shift, q);
  }
};

function edgeSampler(source: Raster, to: Raster, border: Border, fill: readonly number[]): Edge {
  const { width, height, channels, data } = source;
  const at = (x: number, y: number) => {
    const [column, row] = [borderIndex(x, width, border), borderIndex(y, height, border)];
    return column < 0 || row < 0 ? -1 : (row * width + column) * channels;
  };
  return (X, Y, q) => {
    const [ix, iy, fx, fy] = [X >> bits, Y >> bits, X & (one - 1), Y & (one - 1)];
    const [p, r, s, t] = [at(ix, iy), at(ix + 1, iy), at(ix, iy + 1), at(ix + 1, iy + 1)];
    for (let k = 0; k < channels; k++) {
      const top = (p < 0 ? fill[k]! : data[p + k]!) * (one - fx) + (r < 0 ? fill[k]! : data[r + k]!) * fx;
      const bottom = (s < 0 ? fill[k]! : data[s + k]!) * (one - fx) + (t < 0 ? fill[k]! : data[t + k]!) * fx;
      to.data[q + k] = Math.floor((top * (one - fy) + bottom * fy) / (one * one) + 0.5);
    }
  };
}
