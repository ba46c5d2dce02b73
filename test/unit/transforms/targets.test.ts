import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import type { Raster } from '../../../src/core/image';
import { needFolders } from '../../../src/engine/folders';
import { decodeImage } from '../../../src/engine/image/decode';
import { adaptOnGrid, coarseGrid } from '../../../src/engine/image/fourier-grid';
import { renderImage } from '../../../src/engine/image/render';
import { otherPictures } from '../../../src/engine/other-pictures';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { choice, makeFolder, makeRecipe } from '../dataset/make';
import { apply, picture, rasterOf } from '../image/pictures';
import { inProcess } from '../labels/in-process';
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

test('Fourier adaptation on a coarse grid: waves of large pictures get the target’s amplitudes within two levels', () => {
  const [width, height] = [300, 212];
  const wave = (mean: number, across: number, down: number, shift: number) =>
    Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
      const turn = (k: number, at: number, whole: number) => Math.cos((2 * Math.PI * k * at) / whole + shift);
      return Math.round(mean + across * turn(5, x, width) + down * turn(8, y, height));
    });
  const raster = (data: Uint8Array) => ({ width, height, channels: 1, data }) as const;
  const own = raster(wave(100, 20, 30, 0.4));
  adaptOnGrid(coarseGrid(own, 10)!, own, raster(wave(140, 50, 10, 2)), 10);
  const expected = wave(140, 50, 10, 0.4);
  expect(Math.max(...own.data.map((level, i) => Math.abs(level - expected[i]!)))).toBeLessThanOrEqual(2);
  expect(coarseGrid({ width: 1920, height: 1280 }, 64)).toEqual({ width: 256, height: 256 });
  expect(coarseGrid({ width: 100, height: 100 }, 32)).toBeUndefined();
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

test('a folder that is not chosen, missing or empty stops a run before it begins, and names the step', async () => {
  const steps = (folder: string, disabled = false) =>
    makeRecipe([{ transform: 'image.flip' }, { transform: 'image.fourierDomainAdapt', folder, disabled }]);
  mkdirSync(join(root, 'bare'), { recursive: true });
  await expect(needFolders(root, steps(''))).rejects.toThrow(
    'steps[1].folder: Fourier adaptation needs a folder. Choose one, or switch the step off.',
  );
  await expect(needFolders(root, steps('nowhere'))).rejects.toThrow(
    /steps\[1\]\.folder: the folder .*nowhere.* can't be read/,
  );
  await expect(needFolders(root, steps('bare'))).rejects.toThrow(/the folder .*bare holds no target pictures/);
  await expect(needFolders(root, steps('', true))).resolves.toBeUndefined();
  const reverb = (source: string) => needFolders(root, makeRecipe([{ transform: 'audio.reverb', source }]));
  await expect(reverb('room')).resolves.toBeUndefined(); // a synthetic one is taken from nowhere
  await expect(reverb('folder')).rejects.toThrow('steps[0].folder: Reverb needs a folder.');
});

test('a run goes on past a broken target, which is named', async () => {
  const { a, b, result, manifest } = await runWithTargets();
  expect(result.variants).toBeGreaterThan(0);
  expect(manifest.filter((line) => 'output' in line).length).toBe(result.variants);
  const errors = manifest.flatMap((line) => (line.error === undefined ? [] : [line.error]));
  expect(errors.length).toBe(8 - result.variants);
  expect(new Set(errors.map((error) => error.includes(b)))).toEqual(new Set([true]));
  for (const { notes } of manifest.filter((line) => 'output' in line)) expect(notes).toContain(`target ${a}`);
});

async function runWithTargets() {
  const data = makeFolder('set', []);
  const shade = (background: string, path: string) =>
    sharp({ create: { width: 24, height: 16, channels: 3, background } })
      .png()
      .toFile(join(data, path));
  mkdirSync(join(data, 'pictures'));
  const night = makeFolder('night', []);
  await Promise.all(['1', '2'].map((name) => shade('#507090', `pictures/${name}.png`)));
  await sharp({ create: { width: 9, height: 9, channels: 3, background: '#203040' } }).toFile(join(night, 'a.png'));
  writeFileSync(join(night, 'b.png'), 'no picture');
  const recipe = makeRecipe([{ transform: 'image.histogramMatch', folder: night }], { variants: 4 });
  const result = await runRecipe(await openDataset([data]), recipe, choice, { pool: inProcess });
  const lines = readFileSync(join(result.out, '.augment-manifest.jsonl'), 'utf8').trimEnd().split('\n');
  const manifest = lines.map((line) => JSON.parse(line) as { error?: string; notes?: readonly string[] });
  return { a: 'a.png', b: join(night, 'b.png'), result, manifest };
}
