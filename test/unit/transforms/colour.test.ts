import { describe, expect, it } from 'vitest';
import { hueMatrix } from '../../../src/core/colors';
import type { Raster } from '../../../src/core/image';
import { rasterOf } from '../image/pictures';
import { samples, step } from './steps';

const pixel = rasterOf({ width: 1, height: 1 }, 4, [100, 150, 200, 9]); // gray 29.9 + 88.05 + 22.8 = 140.75
const gray = rasterOf({ width: 3, height: 1 }, 1, [0, 100, 200]);

describe('hue', () => {
  it('is the hue-rotate of W3C Filter Effects', async () => {
    // Its sum of three matrices at 90°, where the cosine is 0 and the sine 1.
    const at90 = [0, 0, 1, 0.356, 0.855, -0.211, -0.574, 1.43, 0.144, 0, 0, 0];
    for (const [i, v] of hueMatrix(90).entries()) expect(v).toBeCloseTo(at90[i]!, 9);
    expect(await samples(pixel, step('image.hue', { degrees: 90 }))).toEqual([200, 122, 186, 9]);
  });
  it('leaves grays', async () => {
    const grays = rasterOf({ width: 2, height: 1 }, 3, [70, 70, 70, 255, 255, 255]);
    expect(await samples(grays, step('image.hue', { degrees: 137 }))).toEqual([...grays.data]);
    expect(await samples(gray, step('image.hue', { degrees: 90 }))).toEqual([0, 100, 200]);
  });
});

describe('saturation', () => {
  it('blends with the gray of Rec. 601', async () => {
    expect(await samples(pixel, step('image.saturation', { factor: 0 }))).toEqual([141, 141, 141, 9]);
    expect(await samples(pixel, step('image.saturation', { factor: 2 }))).toEqual([59, 159, 255, 9]);
  });
  it('joins with its neighbours, and each clamps', async () => {
    const twice = [step('image.saturation', { factor: 2 }), step('image.saturation', { factor: 0 })];
    // 59.25, 159.25, 255 (not 259.25): 17.72 + 93.48 + 29.07 = 140.27
    expect(await samples(pixel, ...twice)).toEqual([140, 140, 140, 9]);
  });
});

describe('grey', () => {
  it('goes all the way, or a part of it', async () => {
    expect(await samples(pixel, step('image.grayscale', { strength: 1 }))).toEqual([141, 141, 141, 9]);
    expect(await samples(pixel, step('image.grayscale', { strength: 0.5 }))).toEqual([120, 145, 170, 9]);
  });
});

describe('gamma', () => {
  it('is a power of the share of full scale', async () => {
    // 255 · (100 / 255)² = 39.2, 255 · (200 / 255)² = 156.9
    expect(await samples(gray, step('image.gamma', { exponent: 2 }))).toEqual([0, 39, 157]);
    expect(await samples(gray, step('image.gamma', { exponent: 0.5 }))).toEqual([0, 160, 226]);
    const deep: Raster = { width: 1, height: 1, channels: 1, data: Uint16Array.from([25700]) };
    expect(await samples(deep, step('image.gamma', { exponent: 2 }))).toEqual([10078]); // 65535 · (100 / 255)²
  });
});
