import { describe, expect, it } from 'vitest';
import { gaussianHalf, lineKernel } from '../../../src/core/kernels';
import { apply, rasterOf } from '../image/pictures';
import { samples, step } from './steps';

const dot = (side: number, value: number) =>
  rasterOf(
    { width: side, height: side },
    1,
    Array.from({ length: side * side }, (_, i) => (i === (side * side - 1) / 2 ? value : 0)),
  );

describe('blur', () => {
  it('has the weights of a gaussian', () => {
    // e^(-i²/2): 1, .60653, .13534, .01111; all seven sum to 2.50596
    for (const [i, w] of [0.39905, 0.24204, 0.05401, 0.00443].entries()) expect(gaussianHalf(1)[i]).toBeCloseTo(w, 4);
  });
  it('spreads a point in all directions, by a share of the shorter side', async () => {
    const { data } = await apply(dot(21, 255), [step('image.blur', { sigma: 1 / 21 })]);
    const at = (x: number, y: number) => data[(10 + y) * 21 + 10 + x];
    expect([at(0, 0), at(1, 0), at(0, -1), at(1, 1), at(4, 0)]).toEqual([41, 25, 25, 15, 0]);
  });
  it('reflects at the edge: an even picture stays even', async () => {
    const even = rasterOf({ width: 5, height: 4 }, 3, new Array(60).fill(77));
    expect(new Set(await samples(even, step('image.blur', { sigma: 0.1 })))).toEqual(new Set([77]));
  });
  it('leaves alpha', async () => {
    const pair = rasterOf({ width: 2, height: 1 }, 2, [0, 7, 200, 90]);
    const [, first, , second] = await samples(pair, step('image.blur', { sigma: 1 }));
    expect([first, second]).toEqual([7, 90]);
  });
});

describe('motion blur', () => {
  const third = 1 / 3;
  it('is an even line of that length', () => {
    expect(lineKernel(2, 0).map(([x, y, w]) => [x, y, w])).toEqual([
      [-1, 0, third],
      [0, 0, third],
      [1, 0, third],
    ]);
    expect(lineKernel(1, 0).map(([, , w]) => w)).toEqual([0.25, 0.5, 0.25]);
    expect(lineKernel(2, 90).map(([x, y]) => [x, y])).toEqual([
      [0, -1],
      [0, 0],
      [0, 1],
    ]);
  });
  it('turns counter-clockwise', async () => {
    const { data } = await apply(dot(5, 240), [
      step('image.motionBlur', { length: (2 * Math.SQRT2) / 5, degrees: 45 }),
    ]);
    expect([...data].flatMap((v, i) => (v > 0 ? [[i % 5, Math.floor(i / 5), v]] : []))).toEqual([
      [3, 1, 80],
      [2, 2, 80],
      [1, 3, 80],
    ]);
  });
});

describe('sharpen', () => {
  it('moves away from the smooth picture of Pillow', async () => {
    // In the middle 5 · 26 / 13 = 10, so 10 + 2 · (26 − 10); beside it 26 / 13 = 2, so 2 + 2 · (0 − 2), clamped.
    expect(await samples(dot(3, 26), step('image.sharpen', { amount: 1 }))).toEqual([0, 0, 0, 0, 42, 0, 0, 0, 0]);
  });
});

describe('lower resolution', () => {
  it('is the mean of what goes into a pixel, brought back bilinearly', async () => {
    const bar = rasterOf({ width: 4, height: 1 }, 1, [0, 0, 90, 110]);
    expect(await samples(bar, step('image.downscale', { scale: 0.5 }))).toEqual([0, 25, 75, 100]);
    const three = rasterOf({ width: 3, height: 1 }, 1, [30, 60, 90]);
    // Two pixels out of three: (30 + 60 / 2) / 1.5 = 40 and 80; back at −.17 (edge), .5 and 1.17 (edge)
    expect(await samples(three, step('image.downscale', { scale: 2 / 3 }))).toEqual([40, 60, 80]);
  });
});
