import { describe, expect, it } from 'vitest';
import { type Displacement, sourceOf } from '../../../src/core/displacement';
import {
  type Border,
  compose,
  invert,
  type Matrix,
  move,
  type Point,
  rotate,
  scale,
  translate,
} from '../../../src/core/geometry';
import type { Raster } from '../../../src/core/image';
import { borderIndex } from '../../../src/engine/image/border';
import { fuse } from '../../../src/engine/image/fuse';
import { warpNearest } from '../../../src/engine/image/nearest';
import { shapedAs } from '../../../src/engine/image/raster';
import { type Displaced, type Geometry, warp } from '../../../src/engine/image/warp';
import { distance, picture, rasterOf } from './pictures';

const geometry = (matrix: Matrix, size: { width: number; height: number }, border: Border = 'reflect'): Geometry => ({
  kind: 'geometry',
  matrix,
  size: { width: size.width, height: size.height },
  border,
  fill: [255, 0, 0],
});
const about = (m: Matrix, { width, height }: { width: number; height: number }) =>
  compose(translate(width / 2, height / 2), m, translate(-width / 2, -height / 2));
const turned = (degrees: number, raster: Raster, border: Border = 'reflect') =>
  geometry(about(rotate(degrees), raster), raster, border);
const mirrored = (raster: Raster) => geometry([-1, 0, raster.width, 0, 1, 0, 0, 0, 1], raster, 'none');

/** Bilinear in doubles at a point, straight from the definition: what the kernels must come within rounding of. */
function exact(source: Raster, [sx, sy]: Point, channel: number, border: Border) {
  const [x, y] = [sx - 0.5, sy - 0.5];
  const [ix, iy] = [Math.floor(x), Math.floor(y)];
  const alpha = source.channels % 2 === 0 ? source.channels - 1 : channel;
  let [sum, weights] = [0, 0];
  for (const [i, j] of [
    [ix, iy],
    [ix + 1, iy],
    [ix, iy + 1],
    [ix + 1, iy + 1],
  ] as const) {
    const [column, row] = [borderIndex(i, source.width, border), borderIndex(j, source.height, border)];
    const p = (row * source.width + column) * source.channels;
    const near = (1 - Math.abs(x - i)) * (1 - Math.abs(y - j));
    const weight = near * (channel === alpha ? 1 : source.data[p + alpha]!);
    sum += weight * source.data[p + channel]!;
    weights += weight;
  }
  return sum / weights;
}

/** The largest error of a result against `exact`, sampled where `from` says that a point of the output comes from. */
function error(source: Raster, result: Raster, border: Border, from: (output: Point) => Point): number {
  let worst = 0;
  for (let p = 0; p < result.data.length; p++) {
    const pixel = Math.floor(p / result.channels);
    const output: Point = [(pixel % result.width) + 0.5, Math.floor(pixel / result.width) + 0.5];
    const truth = exact(source, from(output), p % result.channels, border);
    worst = Math.max(worst, Math.abs(truth - result.data[p]!));
  }
  return worst;
}

describe('borders', () => {
  const seen = (border: Border) => Array.from({ length: 13 }, (_, i) => borderIndex(i - 5, 3, border)).join(' ');
  it('reflect with the edge pixel repeated, again and again', () => {
    expect(seen('reflect')).toBe('1 2 2 1 0 0 1 2 2 1 0 0 1');
    expect(borderIndex(0, 1, 'reflect') + borderIndex(-7, 1, 'reflect') + borderIndex(9, 1, 'reflect')).toBe(0);
  });
  it('replicate, wrap, constant', () => {
    expect(seen('replicate')).toBe('0 0 0 0 0 0 1 2 2 2 2 2 2');
    expect(seen('wrap')).toBe('1 2 0 1 2 0 1 2 0 1 2 0 1');
    expect(seen('constant')).toBe('-1 -1 -1 -1 -1 0 1 2 -1 -1 -1 -1 -1');
  });
});

describe('warp', () => {
  it.each([
    [1, false],
    [2, false],
    [3, false],
    [4, false],
    [3, true],
    [4, true],
  ] as const)('is bilinear to within a level: %i channels, 16 bit %s', (channels, deep) => {
    const source = picture(31, 23, channels, deep);
    const matrix = about(compose(scale(1.3, 0.8), rotate(17)), source);
    const inverse = about(compose(rotate(-17), scale(1 / 1.3, 1 / 0.8)), source);
    for (const border of ['reflect', 'replicate', 'wrap'] as const) {
      const result = warp(source, geometry(matrix, source, border));
      // position to 1/128 pixel, 16 bit to 1/2048: a part of the steps of the picture; where colours count by alpha, of both
      const most = deep ? 60 : channels % 2 === 1 ? 1 : 1.25;
      expect(error(source, result, border, (at) => move(inverse, at))).toBeLessThan(most);
    }
  });
  it('copies pixels for flips and quarter turns, and comes back', () => {
    for (const channels of [1, 2, 3, 4] as const) {
      const source = picture(8, 8, channels, channels === 4);
      expect(distance(warp(warp(source, mirrored(source)), mirrored(source)), source)).toBe(0);
      let quarter = source;
      for (let k = 0; k < 4; k++) quarter = warp(quarter, turned(90, source));
      expect(distance(quarter, source)).toBe(0);
      expect(distance(warp(source, turned(90, source)), source)).toBeGreaterThan(0);
    }
  });
  it('fills with the colour, mixed at the edge, opaque where there is alpha', () => {
    const source = picture(6, 6, 4);
    const result = warp(source, geometry(translate(6.5, 0), source, 'constant'));
    expect([...result.data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect(new Set(result.data.filter((_, p) => p % 4 === 3))).toEqual(new Set([255]));
  });
  it('looks through several reflections', () => {
    const source = picture(4, 3);
    const far = warp(source, geometry(translate(8 * 5, 6 * 5), source)); // ten sizes away: the picture again
    expect(distance(far, source)).toBe(0);
  });
  it('lets colours count by alpha: nothing shows of what hides behind clear pixels', () => {
    const size = { width: 2, height: 1 };
    const right: Geometry = geometry(translate(0.5, 0), size, 'replicate'); // the second pixel is half of each
    const clearGreen = rasterOf(size, 4, [200, 10, 0, 255, 0, 255, 0, 0]);
    expect([...warp(clearGreen, right).data]).toEqual([200, 10, 0, 255, 200, 10, 0, 128]);
    const quarter = rasterOf(size, 2, [100, 60, 200, 180]); // (100 · 60 + 200 · 180) / 240
    expect([...warp(quarter, right).data.subarray(2)]).toEqual([175, 120]);
    const hidden = rasterOf(size, 2, [100, 0, 200, 0]);
    expect([...warp(hidden, right).data.subarray(2)]).toEqual([150, 0]);
    const deep: Raster = { ...size, channels: 2, data: Uint16Array.from([60_000, 0, 20_000, 65_535]) };
    expect([...warp(deep, right).data.subarray(2)]).toEqual([20_000, 32_768]);
  });
  it('resamples an opaque picture as one without alpha', () => {
    for (const deep of [false, true]) {
      const plain = picture(31, 23, 3, deep);
      const opaque = warp(shapedAs(plain, { channels: 4, data: plain.data }), turned(13, plain));
      expect(distance(shapedAs(opaque, plain), warp(plain, turned(13, plain)))).toBe(0);
    }
  });
  it('follows a perspective, and sees the fill beyond its horizon', () => {
    const source = picture(31, 23);
    const matrix: Matrix = [1.1, 0.2, -3, 0.1, 0.9, 2, 0.004, -0.003, 1];
    const back = invert(matrix);
    for (const border of ['reflect', 'replicate', 'wrap'] as const) {
      const result = warp(source, geometry(matrix, source, border));
      expect(error(source, result, border, (at) => move(back, at))).toBeLessThan(1);
    }
    // Seen at (x, y) is x / w, y / w with w = 1 - x / 16: columns from 16 on are beyond the horizon, and the pixel before
    // it, (15.5, 0.5), sees (496, 16), half-way between two rows at the right edge.
    const tilted = invert([1, 0, 0, 0, 1, 0, -1 / 16, 0, 1]);
    const seen = warp(source, geometry(tilted, source, 'replicate'));
    const red = (row: number) => source.data[(row * 31 + 30) * 3]!;
    expect(seen.data[15 * 3]).toBe(Math.floor((red(15) + red(16) + 1) / 2));
    expect([...seen.data.subarray(16 * 3, 18 * 3)]).toEqual([255, 0, 0, 255, 0, 0]);
  });
  it('takes a matrix times a factor for the same geometry', () => {
    const source = picture(20, 14);
    const matrix = turned(9, source).matrix;
    const twice = matrix.map((v) => 2 * v) as unknown as Matrix;
    expect(distance(warp(source, geometry(twice, source)), warp(source, geometry(matrix, source)))).toBeLessThan(2);
  });
});

describe('displacing', () => {
  const source = picture(31, 23);
  const field: Displacement = {
    columns: 4,
    rows: 3,
    dx: [0, 0.05, -0.04, 0.02, 0.03, -0.06, 0.05, 0, 0.01, 0.04, -0.03, 0.02],
    dy: [0.04, 0, 0.03, -0.05, 0, 0.06, -0.02, 0.01, -0.04, 0, 0.05, 0.02],
  };
  const displaced = (f: Displacement): Displaced => ({ kind: 'displace', ...f, border: 'reflect', fill: [0, 0, 0] });
  it('samples the source at x + dx · width, y + dy · height', () => {
    const result = warp(source, displaced(field));
    expect(error(source, result, 'reflect', (at) => sourceOf(field, source, at))).toBeLessThan(0.75);
    expect(distance(result, source)).toBeGreaterThan(5);
  });
  it('is a shift where all shifts are the same, and nothing where they are 0', () => {
    const even = (dx: number) => ({ columns: 2, rows: 2, dx: [dx, dx, dx, dx], dy: [0, 0, 0, 0] });
    expect(distance(warp(source, displaced(even(0))), source)).toBe(0);
    const shifted = warp(source, geometry(translate(-3, 0), source));
    expect(distance(warp(source, displaced(even(3 / 31))), shifted)).toBe(0);
  });
  it('stays a pass of its own among geometry', () => {
    expect(fuse([mirrored(source), displaced(field), mirrored(source)], source)).toHaveLength(3);
  });
  it('moves a mask to the nearest of its own values', () => {
    const mask = rasterOf(
      source,
      1,
      Array.from({ length: 31 * 23 }, (_, p) => ((p * 7) % 5) * 40),
    );
    const result = warpNearest(mask, displaced(field), [255]);
    for (let p = 0; p < result.data.length; p++) {
      const [x, y] = sourceOf(field, source, [(p % 31) + 0.5, Math.floor(p / 31) + 0.5]);
      const near = [x - Math.floor(x), y - Math.floor(y)].every((f) => f > 0.001 && f < 0.999); // no toss-up
      const [column, row] = [borderIndex(Math.floor(x), 31, 'reflect'), borderIndex(Math.floor(y), 23, 'reflect')];
      if (near) expect(result.data[p]).toBe(mask.data[row * 31 + column]);
    }
  });
});

describe('masks', () => {
  const ids = (width: number, height: number): Raster => ({
    width,
    height,
    channels: 1,
    data: Uint16Array.from({ length: width * height }, (_, p) => (p * 211) % 1000),
  });
  it('take the source pixel in which an output pixel has its centre', () => {
    const mask = ids(29, 21);
    const matrix = about(compose(scale(1.4, 0.9), rotate(23)), mask);
    const back = invert(matrix);
    const result = warpNearest(mask, geometry(matrix, { width: 33, height: 18 }, 'constant'), [7]);
    for (let p = 0; p < result.data.length; p++) {
      const [x, y] = move(back, [(p % 33) + 0.5, Math.floor(p / 33) + 0.5]);
      const inside = x >= 0 && y >= 0 && x < 29 && y < 21;
      expect(result.data[p]).toBe(inside ? mask.data[Math.floor(y) * 29 + Math.floor(x)] : 7);
    }
  });
  it('keep their pixels in flips and in a halving', () => {
    const mask = ids(6, 4);
    expect(warpNearest(warpNearest(mask, mirrored(mask), [0]), mirrored(mask), [0]).data).toEqual(mask.data);
    const half = geometry(scale(0.5, 0.5), { width: 3, height: 2 }, 'none');
    expect([...warpNearest(mask, half, [0]).data]).toEqual([7, 9, 11, 19, 21, 23].map((p) => mask.data[p]));
  });
  it('are filled beyond a horizon', () => {
    const mask = ids(31, 5);
    const seen = warpNearest(mask, geometry(invert([1, 0, 0, 0, 1, 0, -1 / 16, 0, 1]), mask, 'replicate'), [9]);
    expect([...seen.data.subarray(15, 17)]).toEqual([mask.data[4 * 31 + 30], 9]);
  });
});

describe('fusing geometry', () => {
  // A saddle: up to 7 levels a pixel, so that a shift shows, and no kinks, which a second resampling would blunt.
  const saddle = (x: number, y: number) => Math.round(128 + ((x - 30) ** 2 - (y - 22) ** 2) / 8);
  const source = rasterOf(
    { width: 60, height: 44 },
    1,
    Array.from({ length: 60 * 44 }, (_, p) => saddle(p % 60, Math.floor(p / 60))),
  );
  const crop = (left: number) => geometry(compose(scale(1.25, 1.25), translate(-left, -4)), source, 'none');
  const inner = (raster: Raster, by: number) =>
    warp(raster, geometry(translate(-by, -by), { width: raster.width - 2 * by, height: raster.height - 2 * by }));
  const oneByOne = (steps: readonly Geometry[]) => steps.reduce((picture, step) => warp(picture, step), source);
  const fused = (steps: readonly Geometry[]) => {
    const passes = fuse(steps, source);
    return { count: passes.length, result: passes.reduce((picture, step) => warp(picture, step as Geometry), source) };
  };

  it.each([
    ['rotate, crop', [turned(7, source), crop(6)]],
    ['flip, rotate', [mirrored(source), turned(-5, source)]],
    ['flip, rotate, crop', [mirrored(source), turned(9, source), crop(3)]],
    ['rotate (constant), crop', [turned(7, source, 'constant'), crop(6)]],
    ['flip, rotate (wrap)', [mirrored(source), turned(4, source, 'wrap')]],
  ])('%s: one resampling, within 2 levels of the steps one by one', (_, steps) => {
    const { count, result } = fused(steps);
    expect(count).toBe(1);
    expect(distance(inner(result, 2), inner(oneByOne(steps), 2))).toBeLessThanOrEqual(2);
  });
  it('two rotations by reflection: one resampling; the middle as one by one', () => {
    const steps = [turned(6, source), turned(-9, source)];
    const { count, result } = fused(steps);
    expect(count).toBe(1);
    expect(distance(inner(result, 12), inner(oneByOne(steps), 12))).toBeLessThanOrEqual(2);
  });
  it.each(['constant', 'replicate', 'wrap'] as const)('a %s border after a crop begins where the cut is', (border) => {
    const steps = [crop(6), turned(20, source, border)];
    const { count, result } = fused(steps);
    expect(count).toBe(2);
    expect(distance(result, oneByOne(steps))).toBe(0);
  });
  it('what cancels out disappears; a cut at the corner does not', () => {
    expect(fuse([mirrored(source), mirrored(source)], source)).toEqual([]);
    const square = picture(8, 8);
    expect(fuse([turned(90, square), turned(-90, square)], square)).toEqual([]);
    const corner = geometry([1, 0, 0, 0, 1, 0, 0, 0, 1], { width: 5, height: 5 }, 'none');
    expect(fuse([corner], square)).toHaveLength(1);
  });
  it('does not fuse across other passes', () => {
    const noise = { kind: 'noise', sigma: 3, seed: 1 } as const;
    expect(fuse([mirrored(source), noise, mirrored(source)], source).map((p) => p.kind)).toEqual([
      'geometry',
      'noise',
      'geometry',
    ]);
  });
});
