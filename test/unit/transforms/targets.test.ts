import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/image';
import { decodeImage } from '../../../src/engine/image/decode';
import { renderImage } from '../../../src/engine/image/render';
import { otherPictures } from '../../../src/engine/other-pictures';
import { apply, picture, rasterOf } from '../image/pictures';
import { step } from './steps';

const line = (...levels: number[]) => rasterOf({ width: levels.length, height: 1 }, 1, levels);
const matched = async (own: Raster, other: Raster, strength = 1) => [
  ...(await apply(own, [step('image.histogramMatch', { folder: 'f', pick: 0, strength })], other)).data,
];

test('histogram match: the level at the same share of the pixels, between two levels evenly', async () => {
  // up to 10, 20, 30, 40 lie 25, 50, 75, 100 %; the target has 0, 100, 200 at 25, 50, 100 %: 75 % is half way to 200
  expect(await matched(line(10, 20, 30, 40), line(0, 100, 200, 200))).toEqual([0, 100, 150, 200]);
  expect(await matched(line(10, 20, 30, 40), line(0, 100, 200, 200), 0.5)).toEqual([5, 60, 90, 120]);
  expect(await matched(line(40, 10, 10, 10), line(7, 7, 7, 9))).toEqual([9, 7, 7, 7]);
  expect(await matched(line(5, 5), line(90, 100, 110))).toEqual([110, 110]);
});

test('histogram match: each colour by itself, whatever the target’s size', async () => {
  const own = rasterOf({ width: 2, height: 1 }, 3, [0, 50, 9, 255, 60, 9]);
  const other = rasterOf({ width: 1, height: 2 }, 3, [10, 1, 70, 20, 2, 70]);
  expect(await matched(own, other)).toEqual([10, 1, 70, 20, 2, 70]);
});

/** The paper's way with all frequencies: amplitudes of the low ones from the target, phases of the own. */
function bruteForce({ width, height, data }: Raster, target: Raster, most: number): readonly number[] {
  const transformed = (values: ArrayLike<number>, k: number, l: number) => {
    let [re, im] = [0, 0];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const angle = -2 * Math.PI * ((k * x) / width + (l * y) / height);
        re += values[y * width + x]! * Math.cos(angle);
        im += values[y * width + x]! * Math.sin(angle);
      }
    }
    return [re, im] as const;
  };
  const low = (k: number, n: number) => Math.min(k, n - k) <= most;
  const sum = new Float64Array(width * height);
  for (let l = 0; l < height; l++) {
    for (let k = 0; k < width; k++) {
      const own = transformed(data, k, l);
      const other = transformed(target.data, k, l);
      const size = Math.hypot(...(low(k, width) && low(l, height) ? other : own));
      const phase = Math.atan2(own[1], own[0]);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const angle = 2 * Math.PI * ((k * x) / width + (l * y) / height) + phase;
          sum[y * width + x]! += (size * Math.cos(angle)) / (width * height);
        }
      }
    }
  }
  return [...sum].map((v) => Math.min(255, Math.max(0, v)));
}

test.each([
  [8, 6, 0.17, 1],
  [9, 7, 0.3, 2],
  [5, 8, 0.1, 0], // the mean alone
])('Fourier adaptation of %d × %d, beta %d: as the whole transform gives it', async (width, height, beta, most) => {
  // no plain slope: what has no amplitude has no phase either
  const spread = (low: number, a: number, b: number) =>
    Array.from({ length: width * height }, (_, i) => low + ((i * i * a + i * b) % 60));
  const own = rasterOf({ width, height }, 1, spread(60, 11, 5));
  const target = rasterOf({ width, height }, 1, spread(90, 7, 13));
  const drawn = { folder: 'f', pick: 0, beta };
  const { data } = await apply(own, [step('image.fourierDomainAdapt', drawn)], target);
  const expected = bruteForce(own, target, most);
  for (const [i, level] of expected.entries()) expect(Math.abs(data[i]! - level), `${i}`).toBeLessThan(0.5 + 1e-6);
});

test('Fourier adaptation to itself, or with beta 0, changes nothing', async () => {
  const own = picture(12, 9);
  for (const [beta, other] of [
    [0.3, own],
    [0, picture(9, 12, 1)],
  ] as const) {
    const { data } = await apply(own, [step('image.fourierDomainAdapt', { folder: 'f', pick: 0, beta })], other);
    expect(data).toEqual(own.data);
  }
});

const root = mkdtempSync(join(tmpdir(), 'targets-'));
afterAll(() => rmSync(root, { recursive: true }));

test('the target that was drawn is named; what can’t be read is named with what to look at', async () => {
  const source = join(root, 'own.png');
  await sharp({ create: { width: 4, height: 4, channels: 3, background: '#204060' } }).toFile(source);
  mkdirSync(join(root, 'night'));
  await sharp({ create: { width: 2, height: 2, channels: 3, background: '#0a1420' } }).toFile(
    join(root, 'night/b.png'),
  );
  writeFileSync(join(root, 'night/a.png'), 'no picture');
  writeFileSync(join(root, 'night/notes.txt'), 'not looked at');
  const output = { format: 'keep', quality: 90, extension: 'png' } as const;
  const others = otherPictures({ modality: 'image', root, source, path: 'a.png', output, partners: {} });
  const made = async (folder: string, pick: number) =>
    renderImage(
      await decodeImage(source),
      [step('image.histogramMatch', { folder, pick, strength: 1 })],
      output,
      others,
    );
  expect((await made('night', 0.7)).notes).toEqual(['target b.png']);
  await expect(made('night', 0.2)).rejects.toThrow(`the target picture ${join(root, 'night', 'a.png')} can't be used`);
  await expect(made('day', 0.2)).rejects.toThrow(
    `the folder ${join(root, 'day')}, from which target pictures are taken`,
  );
});
