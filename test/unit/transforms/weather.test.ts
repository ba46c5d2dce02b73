import { expect, test } from 'vitest';
import type { Raster } from '../../../src/core/image';
import { apply, rasterOf } from '../image/pictures';
import { step } from './steps';

const side = 100;
const flat = (v: number, size = side): Raster =>
  rasterOf({ width: size, height: size }, 3, new Array(size * size * 3).fill(v));
const red = (r: Raster, x: number, y: number) => r.data[(y * r.width + x) * 3]!;
/** Where red is not this value. */
const places = (r: Raster, not: number) =>
  Array.from({ length: r.width * r.height }, (_, i) => [i % r.width, Math.floor(i / r.width)] as const).filter(
    ([x, y]) => red(r, x, y) !== not,
  );

test('shadow takes a share of the light within its polygon, and fades over its soft edge', async () => {
  const left = { corners: [[0, 0], [0.5, 0], [0.5, 1], [0, 1]], strength: 0.4 }; // biome-ignore format: corners
  const sharp = await apply(flat(200), [step('image.shadow', { ...left, soft: 0 })]);
  expect([red(sharp, 0, 9), red(sharp, 49, 9), red(sharp, 50, 9), red(sharp, 99, 9)]).toEqual([120, 120, 200, 200]);
  const soft = await apply(flat(200), [step('image.shadow', { ...left, soft: 0.03 })]);
  expect(Math.abs(red(soft, 49, 50) + red(soft, 50, 50) - 320)).toBeLessThan(2); // even about the edge
  expect(red(soft, 52, 50)).toBeLessThan(200);
  expect([red(soft, 30, 50), red(soft, 70, 50)]).toEqual([120, 200]);
});

test('vignette: 1 − strength · (distance / corner)²', async () => {
  const out = await apply(flat(255, 101), [step('image.vignette', { strength: 0.8, color: [0, 0, 0] })]);
  // corners: middle of the pixel at (50, 50) of (50.5, 50.5), 0.9803; middles of the sides: half of that
  expect([red(out, 50, 50), red(out, 0, 0), red(out, 100, 50)]).toEqual([255, 55, 155]);
});

test('even fog is a mean with its colour; patchy fog is clear somewhere and thickest somewhere', async () => {
  const fog = (patches: number) => step('image.fog', { density: 0.5, patches, color: [200, 200, 200], seed: 4 });
  expect(places(await apply(flat(100), [fog(0)]), 150)).toEqual([]);
  const values = [...(await apply(flat(100), [fog(1)])).data];
  expect([Math.min(...values), Math.max(...values)]).toEqual([100, 150]);
  expect(new Set(values).size).toBeGreaterThan(40);
});

test('rain: the day darker by its gloom, streaks of the drawn length along the slant', async () => {
  const streaks = async (slant: number) => {
    for (let seed = 0; ; seed++) {
      const drawn = { drops: 1, length: 0.3, slant, gloom: 0.25, seed };
      const wet = places(await apply(flat(100), [step('image.rain', drawn)]), 75);
      const [xs, ys] = [wet.map(([x]) => x), wet.map(([, y]) => y)];
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      if (wet.length > 0 && left > 1 && right < 98 && top > 1 && bottom < 98) return [right - left, bottom - top];
    }
  };
  const [across, down] = await streaks(0);
  expect(across).toBeLessThan(3);
  expect(down! >= 14 && down! <= 32).toBe(true); // half of the length at least
  const [slanted, height] = await streaks(45);
  expect(Math.abs(slanted! - height!)).toBeLessThan(2);
});

test('snow: the day paler, and flakes no larger than drawn', async () => {
  for (let seed = 0; seed < 10; seed++) {
    const out = await apply(flat(100), [step('image.snow', { flakes: 1, size: 0.1, pale: 0.2, seed })]);
    const flake = places(out, 128); // 100 · 0.8 + 0.2 · 0.95 · 255 = 128.45
    const [xs, ys] = [flake.map(([x]) => x), flake.map(([, y]) => y)];
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(11);
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(11);
  }
});

test('sun flare: full in the sun, nothing beyond the glow but the reflections', async () => {
  const sun = { x: 0.5, y: 0.25, radius: 0.2, strength: 1 };
  const alone = await apply(flat(60), [step('image.sunFlare', { ...sun, ghosts: [] })]);
  expect(red(alone, 50, 25)).toBeGreaterThan(250);
  expect([red(alone, 50, 50), red(alone, 10, 25)]).toEqual([60, 60]);
  const ghost = { along: 2, radius: 0.05, tint: 0 }; // as far below the middle as the sun is above it
  const both = await apply(flat(60), [step('image.sunFlare', { ...sun, ghosts: [ghost] })]);
  expect(red(both, 50, 75)).toBe(109); // 60 + 0.25 · (255 − 60) = 108.75
});

test('dirt: a spot of the drawn colour, darkest in the middle', async () => {
  const dirt = { spots: 1, size: 0.2, opacity: 0.5, color: [0, 0, 0], seed: 3 };
  const out = await apply(flat(200), [step('image.lensDirt', dirt)]);
  const spot = places(out, 200);
  expect(spot.length).toBeGreaterThan(0);
  const xs = spot.map(([x]) => x);
  expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(41);
  expect(Math.min(...out.data)).toBeGreaterThanOrEqual(100);
});

test('erase a grid: squares of the drawn size at the drawn distance', async () => {
  const grid = { unit: 0.5, ratio: 0.5, x: 1, y: 1, content: 'color', fill: [0, 0, 0], seed: 1 };
  const out = await apply(flat(9, 8), [step('image.gridErase', grid)]);
  const erased = places(out, 9).map(([x, y]) => `${x},${y}`);
  const squares = [0, 1, 4, 5].flatMap((y) => [0, 1, 4, 5].map((x) => `${x},${y}`));
  expect(erased).toEqual(squares);
});
