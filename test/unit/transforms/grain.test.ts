import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/image';
import { scatter } from '../../../src/engine/image/scatter';
import { apply, picture, rasterOf } from '../image/pictures';
import { step } from './steps';

const side = 200;
const count = side * side;
const flat = (...color: number[]): Raster =>
  rasterOf({ width: side, height: side }, 3, Array.from({ length: count }, () => color).flat());
const channel = ({ data, channels }: Raster, c: number) => [...data].filter((_, i) => i % channels === c);
const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
const deviation = (v: readonly number[]) => {
  const middle = mean(v);
  return Math.sqrt(mean(v.map((x) => (x - middle) ** 2)));
};

test('salt and pepper: the share that was drawn, in white and black, and nothing else', async () => {
  const out = channel(
    await apply(flat(90, 90, 90), [step('image.saltPepper', { amount: 0.1, salt: 0.3, seed: 5 })]),
    0,
  );
  const [white, black] = [255, 0].map((v) => out.filter((x) => x === v).length);
  expect(Math.abs(white! - 0.03 * count)).toBeLessThan(5 * Math.sqrt(0.03 * count));
  expect(Math.abs(black! - 0.07 * count)).toBeLessThan(5 * Math.sqrt(0.07 * count));
  expect(out.filter((x) => x === 90).length).toBe(count - white! - black!);
});

test('speckle: factors even from 0.8 to 1.2, shared by the colours or not', async () => {
  const shared = await apply(flat(100, 100, 100), [
    step('image.multiplicativeNoise', { spread: 0.2, perColor: false, seed: 1 }),
  ]);
  const red = channel(shared, 0);
  expect(channel(shared, 1)).toEqual(red);
  expect([Math.min(...red), Math.max(...red)]).toEqual([80, 120]);
  expect(mean(red)).toBeCloseTo(100, 0);
  expect(Math.abs(deviation(red) - 20 / Math.sqrt(3))).toBeLessThan(0.2);
  const each = await apply(flat(100, 100, 100), [
    step('image.multiplicativeNoise', { spread: 0.2, perColor: true, seed: 1 }),
  ]);
  expect(channel(each, 1)).not.toEqual(channel(each, 0));
});

test.each([
  [100, Math.sqrt((128 / 255) * 100) * 2.55], // 50 photons: by the gaussian
  [30, (Math.sqrt((128 / 255) * 30) * 255) / 30], // 15: by products
])('shot noise of %d photons has the deviation of Poisson counts', async (white, expected) => {
  const out = channel(await apply(flat(128, 0, 0), [step('image.shotNoise', { white, seed: 3 })]), 0);
  expect(Math.abs(mean(out) - 128)).toBeLessThan(1);
  expect(Math.abs(deviation(out) / expected - 1)).toBeLessThan(0.03);
});

test('shot noise leaves black black', async () => {
  const out = await apply(flat(0, 0, 0), [step('image.shotNoise', { white: 40, seed: 3 })]);
  expect(Math.max(...channel(out, 1))).toBe(0);
});

test('camera noise: grain is the same in all colours, specks keep the lightness', async () => {
  const grain = await apply(flat(120, 120, 120), [step('image.isoNoise', { lightness: 10, color: 0, seed: 2 })]);
  expect(channel(grain, 2)).toEqual(channel(grain, 0));
  expect(Math.abs(deviation(channel(grain, 0)) - 10)).toBeLessThan(0.2);
  const specks = await apply(flat(120, 120, 120), [step('image.isoNoise', { lightness: 0, color: 10, seed: 2 })]);
  const [r, g, b] = [0, 1, 2].map((c) => channel(specks, c));
  const luma = r!.map((v, i) => 0.299 * v + 0.587 * g![i]! + 0.114 * b![i]!);
  expect(deviation(luma)).toBeLessThan(0.5); // what rounding leaves
  expect(deviation(b!)).toBeGreaterThan(5);
});

test('pixelate: each block is the mean of what it covers', async () => {
  const source = rasterOf({ width: 4, height: 2 }, 1, [0, 10, 100, 100, 20, 30, 200, 200]);
  const { data } = await apply(source, [step('image.pixelate', { block: 1 })]);
  expect([...data]).toEqual([15, 15, 150, 150, 15, 15, 150, 150]);
});

test('median blur: the middle of the sorted square', async () => {
  const source = picture(31, 23, 1);
  const { data } = await apply(source, [step('image.medianBlur', { radius: 2 / 23 })]);
  for (let y = 2; y < 21; y++) {
    for (let x = 2; x < 29; x++) {
      const square = [];
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) square.push(source.data[(y + dy) * 31 + x + dx]!);
      expect(data[y * 31 + x]).toBe(square.sort((a, b) => a - b)[12]);
    }
  }
});

test('defocus makes an even disc of a point, and keeps its light', async () => {
  const width = 41;
  const point: Raster = { width, height: width, channels: 1, data: new Uint16Array(width * width) };
  point.data[20 * width + 20] = 65535;
  const { data } = await apply(point, [step('image.defocus', { radius: 5 / width })]);
  expect(Math.abs([...data].reduce((a, b) => a + b, 0) / 65535 - 1)).toBeLessThan(0.01);
  const even = 65535 / (Math.PI * 5.5 ** 2); // a radius of 5 about the pixel's middle, and half a pixel
  for (let i = 0; i < data.length; i++) {
    const distance = Math.hypot((i % width) - 20, Math.floor(i / width) - 20);
    if (distance < 4.5) expect(Math.abs(data[i]! / even - 1), `at ${distance}`).toBeLessThan(0.03);
    if (distance > 6.5) expect(data[i], `at ${distance}`).toBe(0);
  }
});

test('frosted glass moves pixels about, no farther than its reach, and makes none', () => {
  const source = picture(40, 30);
  const moved: Raster = { ...source, data: source.data.slice() };
  scatter(moved, 2, 1, 9);
  const pixels = (r: Raster) => Array.from({ length: 1200 }, (_, i) => r.data.slice(3 * i, 3 * i + 3).join());
  expect(pixels(moved).sort()).toEqual(pixels(source).sort());
  expect(moved.data).not.toEqual(source.data);
});
