import { describe, expect, it } from 'vitest';
import { type Border, compose, type Matrix, rotate, scale, translate } from '../../../src/core/geometry';
import type { Raster } from '../../../src/core/image';
import { borderIndex } from '../../../src/engine/image/border';
import { fuse } from '../../../src/engine/image/fuse';
import { type Geometry, warp } from '../../../src/engine/image/warp';
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

/** Bilinear in doubles, straight from the definition: what the kernels must come within rounding of. */
function exact(source: Raster, [a, b, c, d, e, f]: Matrix, x: number, y: number, channel: number, border: Border) {
  const [sx, sy] = [a * (x + 0.5) + b * (y + 0.5) + c - 0.5, d * (x + 0.5) + e * (y + 0.5) + f - 0.5];
  const [ix, iy] = [Math.floor(sx), Math.floor(sy)];
  const at = (i: number, j: number) => {
    const [column, row] = [borderIndex(i, source.width, border), borderIndex(j, source.height, border)];
    return source.data[(row * source.width + column) * source.channels + channel]!;
  };
  const top = at(ix, iy) * (1 - sx + ix) + at(ix + 1, iy) * (sx - ix);
  const bottom = at(ix, iy + 1) * (1 - sx + ix) + at(ix + 1, iy + 1) * (sx - ix);
  return top * (1 - sy + iy) + bottom * (sy - iy);
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
      let worst = 0;
      for (let p = 0; p < result.data.length; p++) {
        const [pixel, channel] = [Math.floor(p / channels), p % channels];
        const truth = exact(source, inverse, pixel % 31, Math.floor(pixel / 31), channel, border);
        worst = Math.max(worst, Math.abs(truth - result.data[p]!));
      }
      expect(worst).toBeLessThan(deep ? 60 : 0.75); // position to 1/2048 pixel: a part of the steps of the picture
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
  it('refuses a perspective', () => {
    expect(() => warp(picture(4, 4), geometry([1, 0, 0, 0, 1, 0, 0.01, 0, 1], picture(4, 4)))).toThrow('perspective');
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
