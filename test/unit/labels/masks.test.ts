import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';
import { expect, it, vi } from 'vitest';
import { connectedRegions } from '../../../src/core/regions';
import { height, width } from './fixtures';
import { maskOf } from './loaders';
import { recipes, run } from './run';

vi.setConfig({ testTimeout: 60_000 });

const palette = Array.from({ length: 256 }, (_, i) => [i, 255 - i, (i * 7) & 255]);
const values = (most: number) =>
  Uint8Array.from({ length: width * height }, (_, p) => (((p % width) >> 4) + (p >> 9)) % most);
it.each<readonly [string, Uint8Array, number]>([
  ['of 8 bit', encode({ width, height, channels: 1, depth: 8, data: values(5) }), 255],
  ['with a palette', encode({ width, height, channels: 1, depth: 8, data: values(21), palette }), 255],
  [
    'of 16 bit',
    encode({ width, height, channels: 1, depth: 16, data: Uint16Array.from(values(5), (v) => v * 1000) }),
    0,
  ],
  ['of 0 and 255', encode({ width, height, channels: 1, depth: 8, data: values(2).map((v) => v * 255) }), 0],
  [
    'in colours',
    encode({
      width,
      height,
      channels: 3,
      depth: 8,
      data: Uint8Array.from({ length: width * height * 3 }, (_, p) => values(3)[Math.floor(p / 3)]! * 90),
    }),
    0,
  ],
])('masks %s keep their size, mode and values', async (_, mask, ignored) => {
  const files = { 'images/a.png': 1, 'images/b.png': 2, 'masks/a.png': mask, 'masks/b.png': mask };
  for (const recipe of Object.values(recipes)) {
    const { lines, out, root } = await run(files, recipe);
    expect(lines).toHaveLength(6);
    for (const { output, source } of lines) {
      maskOf(
        join(out, output),
        join(out, output.replace('images', 'masks')),
        join(root, source.replace('images', 'masks')),
        ignored,
      );
    }
  }
});

const numbered = (number: (x: number, y: number) => number) => {
  const data = Uint8Array.from({ length: width * height }, (_, p) => number(p % width, Math.floor(p / width)));
  return encode({ width, height, channels: 1, depth: 8, data });
};
const countsIn = (path: string) => {
  const counts = new Map<number, number>();
  for (const value of decode(readFileSync(path)).data) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

it('of a mask that numbers objects, what a crop cut away is dropped, and named', async () => {
  const mask = numbered((x, y) => (x < 12 && y < 10 ? 2 : x > 20 && x < 44 && y > 14 && y < 34 ? 1 : 0));
  const crop = [{ transform: 'image.crop', scale: [0.4, 0.7], resize: 'none', place: 'anywhere' }];
  const { lines, out } = await run({ 'JPEGImages/a.png': 1, 'SegmentationObject/a.png': mask }, crop, 40);
  const shares = lines.map(({ output, dropped = [] }) => {
    const seen = countsIn(join(out, output.replace('JPEGImages', 'SegmentationObject'))).get(2) ?? 0;
    const said = dropped.flatMap((words) => /^object 2: (\d+|less than 1) % visible$/.exec(words)?.[1] ?? []);
    expect(said.length).toBe(seen === 0 ? 1 : 0);
    if (seen > 0) expect(seen / 120).toBeGreaterThanOrEqual(0.3);
    return said[0] === undefined ? seen / 120 : Number(said[0]) / 100;
  });
  expect(shares.some((share) => share > 0 && share < 0.3)).toBe(true);
  expect(shares.some((share) => share >= 0.3)).toBe(true);
});

it('in a mosaic, no two objects have one number', async () => {
  const files = { 'JPEGImages/a.png': 1, 'JPEGImages/b.png': 2 };
  const halves = numbered((x) => (x < width / 2 ? 1 : 2));
  const masks = { 'SegmentationObject/a.png': halves, 'SegmentationObject/b.png': numbered(() => 1) };
  const { lines, out } = await run({ ...files, ...masks }, [{ transform: 'image.mosaic' }]);
  for (const { output } of lines) {
    const path = join(out, output.replace('JPEGImages', 'SegmentationObject'));
    const { data } = decode(readFileSync(path));
    const regions = connectedRegions((p) => data[p]!, { width, height }, new Set([255]));
    expect(regions.length, output).toBeGreaterThan(3); // four tiles, each of one object or two
    expect(countsIn(path).size, output).toBe(regions.length);
  }
});
