import { join } from 'node:path';
import { encode } from 'fast-png';
import { expect, it, vi } from 'vitest';
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
