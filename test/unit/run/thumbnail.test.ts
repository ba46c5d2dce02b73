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
  pool = createPool({ workers: 2, workerFile: bundled('worker') });
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

const pixels = async (transform: string, from = dataset, of = source) => {
  const { bytes, mime, size } = await makeThumbnail(pool, from, { transform, source: of });
  expect(mime).toBe('image/webp');
  expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(2 * 112); // a step may enlarge the picture
  return sharp(bytes).resize(112, 84, { fit: 'fill' }).removeAlpha().toColourspace('srgb').raw().toBuffer();
};

/** Needs labels that objects can be cut out by. */
const cutting = 'image.copyPaste';

test.each([...imageCatalogue.keys()].filter((id) => id !== cutting))('%s changes the thumbnail visibly', async (id) => {
  const own = await sharp(join(folder.path, 'pets', source))
    .resize(112, 84)
    .raw()
    .toBuffer();
  const made = await pixels(id);
  const changed = own.reduce((sum, value, i) => sum + Math.abs(value - made[i]!), 0) / own.length;
  expect(changed).toBeGreaterThan(1); // in levels of 255: the codec alone changes less
});

test('copy-paste shows an object of another picture, where labels say its edge', async () => {
  const size = { width: 200, height: 150 };
  const paint = (path: string, background: string, box?: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    const object = Buffer.from(
      `<svg width="200" height="150"><rect x="40" y="30" width="90" height="80" fill="${box}"/></svg>`,
    );
    const picture = sharp({ create: { ...size, channels: 3, background } }).composite(box ? [{ input: object }] : []);
    return picture
      .toColourspace(path.includes('masks') ? 'b-w' : 'srgb')
      .png()
      .toFile(join(folder.path, path));
  };
  await paint('cut/images/a.png', '#206080');
  await paint('cut/images/b.png', '#206080', '#ffffff');
  await paint('cut/masks/a.png', '#000000');
  await paint('cut/masks/b.png', '#000000', '#010101');
  const made = await pixels(cutting, await openDataset([join(folder.path, 'cut')]), 'images/a.png');
  const white = made.filter((_, p) => p % 3 === 0 && made[p]! > 200).length;
  expect(white).toBeGreaterThan(200); // of 9408 pixels
});

test('what is not there is said, and what nobody waits for is given up', async () => {
  await expect(makeThumbnail(pool, dataset, { transform: 'image.no', source })).rejects.toThrow('image.no is not here');
  await expect(makeThumbnail(pool, dataset, { transform: 'image.flip', source: 'x.png' })).rejects.toThrow('x.png');
  const asked = makeThumbnail(pool, dataset, { transform: 'image.flip', source }, AbortSignal.abort());
  await expect(asked).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
