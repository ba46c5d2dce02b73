import { expect, test } from 'vitest';
import type { ImageOperation } from '../../../src/core/image';
import { randomFor } from '../../../src/core/random';
import { apply, draw, rasterOf, transformOf } from '../image/pictures';
import { step } from './steps';

const size = { width: 100, height: 100 };
/** 200 levels from left to right. */
const ramp = rasterOf(
  size,
  1,
  Array.from({ length: 10000 }, (_, i) => 2 * (i % 100)),
);
const border = { border: 'replicate', fill: [0, 0, 0] };

test('lens distortion looks at r · (1 + k · r²), r being 1 in the corners', async () => {
  const { data } = await apply(ramp, [step('image.opticalDistortion', { strength: -0.5, ...border })]);
  const at = (x: number, y: number) => data[y * 100 + x]!;
  // middle of the pixel (99, 50): 0.495 of the width from the middle; r² = (0.495² + 0.005²) / 0.5
  const u = 0.495 * (1 - (0.5 * (0.495 ** 2 + 0.005 ** 2)) / 0.5);
  expect(Math.abs(at(99, 50) - 2 * (100 * (0.5 + u) - 0.5))).toBeLessThan(1.5);
  expect(Math.abs(at(50, 50) - 100)).toBeLessThanOrEqual(1);
  const corner = 0.495 * (1 - 0.5 * 2 * 0.495 ** 2 * 2);
  expect(Math.abs(at(99, 99) - 2 * (100 * (0.5 + corner) - 0.5))).toBeLessThan(1.5);
});

test('grid distortion keeps the edges and the order of all columns', async () => {
  const { data } = await apply(ramp, [step('image.gridDistortion', { strength: 0.6, cells: 5, seed: 3, ...border })]);
  const row = [...data.slice(5000, 5100)];
  expect(row[0]! <= 2 && row[99]! >= 196).toBe(true);
  for (let x = 1; x < 100; x++) expect(row[x]!).toBeGreaterThanOrEqual(row[x - 1]!);
  expect(Math.max(...row.map((v, x) => Math.abs(v - 2 * x)))).toBeGreaterThan(6);
});

test('a tile is a part of the picture as it is', async () => {
  const source = rasterOf(
    { width: 8, height: 6 },
    1,
    Array.from({ length: 48 }, (_, i) => i),
  );
  const tile = { column: 1, row: 0, columns: 2, rows: 2, overlap: 0 };
  const quarter = await apply(source, [step('image.tile', tile)]);
  expect([quarter.width, quarter.height]).toEqual([4, 3]);
  expect([...quarter.data]).toEqual([4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23]);
  // three columns that overlap by a half: each 8 / (3 − 2 · 0.5) = 4 wide, from 0, 2 and 4
  const middle = await apply(source, [step('image.tile', { ...tile, columns: 3, rows: 1, overlap: 0.5 })]);
  expect([...middle.data.slice(0, 4)]).toEqual([2, 3, 4, 5]);
});

test('a crop about objects never cuts into them, and keeps the shape of the picture', () => {
  const safeCrop = transformOf('image.safeCrop');
  const random = randomFor('boxes');
  for (let i = 0; i < 300; i++) {
    const boxes = Array.from({ length: 1 + (i % 3) }, () => {
      const [left, top] = [random.between([0, 80]), random.between([0, 80])];
      return { left, top, right: left + random.between([1, 20]), bottom: top + random.between([1, 20]) };
    });
    const { drawn } = draw(safeCrop, { keep: 'all', room: [0, 0.9], resize: 'source' }, i);
    const [op] = safeCrop.compile(drawn, size, { boxes: () => boxes, cutOuts: () => [] });
    const [a, b, tx, c, d, ty] = (op as Extract<ImageOperation, { kind: 'geometry' }>).matrix;
    expect([b, c]).toEqual([0, 0]);
    expect(a).toBeCloseTo(d!, 1);
    for (const box of boxes) {
      const corners = [a! * box.left + tx!, a! * box.right + tx!, d! * box.top + ty!, d! * box.bottom + ty!];
      for (const at of corners) expect(at > -1e-6 && at < 100 + 1e-6, `${at} in picture ${i}`).toBe(true);
    }
  }
});
