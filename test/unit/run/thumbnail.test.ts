import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../../../src/engine/pool';
import { type Dataset, openDataset } from '../../../src/engine/scan';
import { makeThumbnail } from '../../../src/engine/thumbnail';
import { imageCatalogue } from '../../../src/transforms/index';
import { temporaryFolder } from './datasets';
import { bundled } from './worker-bundle';

let pool: Pool;
let dataset: Dataset;
const folder = temporaryFolder();
const source = 'cat/a.png';

/** Two photos' worth of pixels: smooth, and the same nowhere. */
beforeAll(async () => {
  pool = createPool({ workers: 2, workerFile: bundled('worker', 'src/engine/worker.ts') });
  for (const [name, turn] of [
    ['cat/a.png', 0],
    ['dog/b.png', 1],
  ] as const) {
    const data = Buffer.alloc(400 * 300 * 3);
    for (let p = 0; p < data.length; p++) {
      const [x, y, c] = [Math.floor(p / 3) % 400, Math.floor(p / 1200), p % 3];
      data[p] = 128 + 90 * Math.sin((x * (c + 1)) / 40 + turn) * Math.cos(y / (30 + 10 * c));
    }
    const path = join(folder.path, 'pets', name);
    mkdirSync(dirname(path), { recursive: true });
    await sharp(data, { raw: { width: 400, height: 300, channels: 3 } })
      .png()
      .toFile(path);
  }
  dataset = await openDataset([join(folder.path, 'pets')]);
});
afterAll(() => {
  pool.dispose();
  folder.remove();
});

const pixels = async (transform: string) => {
  const { bytes, mime, size } = await makeThumbnail(pool, dataset, { transform, source });
  expect(mime).toBe('image/webp');
  expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(2 * 112); // a step may enlarge the picture
  return sharp(bytes).resize(112, 84, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer();
};

test.each([...imageCatalogue.keys()])('%s changes the thumbnail visibly', async (id) => {
  const own = await sharp(join(folder.path, 'pets', source))
    .resize(112, 84)
    .raw()
    .toBuffer();
  const made = await pixels(id);
  const changed = own.reduce((sum, value, i) => sum + Math.abs(value - made[i]!), 0) / own.length;
  expect(changed).toBeGreaterThan(1); // in levels of 255: the codec alone changes less
});

test('what is not there is said, and what nobody waits for is given up', async () => {
  await expect(makeThumbnail(pool, dataset, { transform: 'image.no', source })).rejects.toThrow('image.no is not here');
  await expect(makeThumbnail(pool, dataset, { transform: 'image.flip', source: 'x.png' })).rejects.toThrow('x.png');
  const asked = makeThumbnail(pool, dataset, { transform: 'image.flip', source }, AbortSignal.abort());
  await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
