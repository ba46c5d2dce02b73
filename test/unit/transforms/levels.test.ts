import { expect, test } from 'vitest';
import { lightOf, planckian } from '../../../src/core/planck';
import { apply, rasterOf } from '../image/pictures';
import { step } from './steps';

const pixel = (...samples: number[]) => rasterOf({ width: 1, height: 1 }, 3, samples);
const after = async (id: string, drawn: Record<string, unknown>, samples: readonly number[]) =>
  [...(await apply(pixel(...samples), [step(id, drawn)])).data].slice(0, 3);

test('invert: 255 − v, and part of the way to it', async () => {
  expect(await after('image.invert', { strength: 1 }, [10, 200, 0])).toEqual([245, 55, 255]);
  expect(await after('image.invert', { strength: 0.25 }, [100, 0, 255])).toEqual([114, 64, 191]); // v/2 + 63.75
});

test('posterize keeps the first bits, solarize inverts from a level on', async () => {
  expect(await after('image.posterize', { bits: 2 }, [63, 64, 255])).toEqual([0, 64, 192]);
  expect(await after('image.posterize', { bits: 1 }, [127, 128, 255])).toEqual([0, 128, 128]);
  expect(await after('image.solarize', { threshold: 0.5 }, [127, 128, 200])).toEqual([127, 127, 55]);
  expect(await after('image.solarize', { threshold: 0 }, [0, 128, 255])).toEqual([255, 127, 0]);
});

test('channels in another order, dropped, or weighed into a gray', async () => {
  expect(await after('image.channelShuffle', { order: 'bgr' }, [1, 2, 3])).toEqual([3, 2, 1]);
  expect(await after('image.channelShuffle', { order: 'gbr' }, [1, 2, 3])).toEqual([2, 3, 1]);
  expect(await after('image.channelDropout', { dropped: ['green'], level: 0 }, [9, 8, 7])).toEqual([9, 0, 7]);
  expect(await after('image.channelDropout', { dropped: ['red', 'blue'], level: 0.2 }, [9, 8, 7])).toEqual([51, 8, 51]);
  expect(await after('image.rgbToGrayWeighted', { weights: [1, 0, 0] }, [10, 20, 30])).toEqual([10, 10, 10]);
  expect(await after('image.rgbToGrayWeighted', { weights: [0.2, 0.3, 0.5] }, [10, 20, 30])).toEqual([23, 23, 23]);
});

/** Four levels, each in a quarter of 1024 pixels. */
const quarters = rasterOf(
  { width: 32, height: 32 },
  1,
  Array.from({ length: 1024 }, (_, i) => 10 * (1 + Math.floor(i / 256))),
);

test('equalize, as Pillow counts: (pixels below + step/2) / step, with step = (1024 − 256) / 255', async () => {
  const { data } = await apply(quarters, [step('image.equalize', { strength: 1 })]);
  expect([0, 256, 512, 768].map((i) => data[i])).toEqual([0, 85, 171, 255]);
  const half = await apply(quarters, [step('image.equalize', { strength: 0.5 })]);
  expect([0, 256, 512, 768].map((i) => half.data[i])).toEqual([5, 53, 101, 148]);
});

test('CLAHE of one part: what is over the limit is shared out over all levels', async () => {
  const size = { width: 16, height: 16 };
  const halves = rasterOf(
    size,
    1,
    Array.from({ length: 256 }, (_, i) => (i < 128 ? 100 : 200)),
  );
  const { data } = await apply(halves, [step('image.clahe', { clip: 40, tiles: 1 })]);
  // a level may have 40/256 of the pixels; the rest of both halves, 0.6875, is 0.002686 for each of 256 levels:
  // 100 → (101 × 0.002686 + 0.15625) × 255 = 109.0, 200 → (201 × 0.002686 + 0.3125) × 255 = 217.3
  expect([data[0], data[255]]).toEqual([109, 217]);
});

test('CLAHE follows each part of a picture by itself', async () => {
  const width = 64;
  const flat = Array.from({ length: width * width }, (_, i) => (i % width < 32 ? 40 : 180) + (i % 2) * 10);
  const { data } = await apply(rasterOf({ width, height: width }, 1, flat), [
    step('image.clahe', { clip: 40, tiles: 2 }),
  ]);
  const at = (x: number) => data[20 * width + x]!;
  expect(at(9) - at(8)).toBeGreaterThan(20); // the step of 10 has grown on both sides
  expect(at(57) - at(56)).toBeGreaterThan(20);
});

test('colour temperature: the chromaticity of black bodies from the tables of CIE 15', () => {
  for (const [kelvin, x, y] of [
    [2000, 0.5267, 0.4133],
    [2856, 0.4476, 0.4074], // illuminant A
    [6500, 0.3135, 0.3237],
    [10000, 0.2807, 0.2884],
  ] as const) {
    const at = planckian(kelvin);
    expect(Math.abs(at[0] - x), `x at ${kelvin} K`).toBeLessThan(0.001);
    expect(Math.abs(at[1] - y), `y at ${kelvin} K`).toBeLessThan(0.001);
  }
  for (const gain of lightOf(6500, 6500)) expect(gain).toBeCloseTo(1, 12);
});

test('colour temperature keeps the lightness of gray, and lamps are red', async () => {
  const [r, g, b] = await after('image.colorTemperature', { kelvin: 3000 }, [100, 100, 100]);
  expect(r! > g! && g! > b!).toBe(true);
  expect(0.299 * r! + 0.587 * g! + 0.114 * b!).toBeCloseTo(100, -0.5);
  const [cold, , blue] = await after('image.colorTemperature', { kelvin: 12000 }, [100, 100, 100]);
  expect(blue! > cold!).toBe(true);
});
