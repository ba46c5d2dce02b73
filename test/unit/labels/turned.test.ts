import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it, vi } from 'vitest';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { choice, makeRecipe } from '../dataset/make';
import { dataset } from './fixtures';
import { inProcess } from './in-process';

vi.setConfig({ testTimeout: 60_000 });

it.each([1, 5, 6, 7, 8])('labels of photos that EXIF turns (%i) lie where their pixels lie', async (orientation) => {
  const [stored, mark] = [
    { width: 96, height: 64 },
    { left: 8, top: 6, width: 24, height: 12 },
  ];
  const dot = { ...mark, data: Buffer.alloc(mark.width * mark.height * 3, 255) };
  const marked = sharp({ create: { ...stored, channels: 3, background: '#000' } }).composite([
    { input: dot.data, raw: { width: mark.width, height: mark.height, channels: 3 }, left: mark.left, top: mark.top },
  ]);
  const photo = await marked.jpeg({ quality: 100 }).withMetadata({ orientation }).toBuffer();
  const coco = {
    images: [{ id: 1, file_name: 'a.jpg', ...stored }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [8, 6, 24, 12], area: 288, iscrowd: 0 }],
    categories: [{ id: 1, name: 'mark' }],
  };
  const root = dataset({ 'images/a.jpg': photo, 'annotations.json': JSON.stringify(coco) });
  const flipAndTurn = [{ transform: 'image.flip' }, { transform: 'image.transpose', turn: 'left' }];
  const recipe = makeRecipe(flipAndTurn, { variants: 1 });
  const { out } = await runRecipe(await openDataset([root]), recipe, choice, { pool: inProcess });
  const written = JSON.parse(readFileSync(join(out, 'annotations.json'), 'utf8'));
  const { data, info } = await sharp(join(out, 'images/a__aug-1.jpg'))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(written.images[1]).toMatchObject({ width: info.width, height: info.height });
  const light = [...data.keys()].filter((p) => data[p]! > 127);
  const [xs, ys] = [light.map((p) => p % info.width), light.map((p) => Math.floor(p / info.width))];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const seen = [left, top, Math.max(...xs) + 1 - left, Math.max(...ys) + 1 - top];
  expect(written.annotations[1].bbox).toEqual(seen);
});

it.each([5, 7])(
  'classes of photos that are stored mirrored (%i) are renamed, also where they are pasted in',
  async (orientation) => {
    const stored = { width: 96, height: 64 };
    const photo = await sharp({ create: { ...stored, channels: 3, background: '#777' } })
      .jpeg()
      .withMetadata({ orientation })
      .toBuffer();
    const names = ['a', 'b', 'c', 'd'];
    const coco = {
      images: names.map((name, id) => ({ id, file_name: `${name}.jpg`, ...stored })),
      annotations: names.map((_, id) => ({
        id,
        image_id: id,
        category_id: 1,
        bbox: [0, 0, 96, 64],
        area: 6144,
        iscrowd: 0,
      })),
      categories: [
        { id: 1, name: 'left arrow' },
        { id: 2, name: 'right arrow' },
      ],
    };
    const root = dataset({
      ...Object.fromEntries(names.map((name) => [`images/${name}.jpg`, photo])),
      'annotations.json': JSON.stringify(coco),
    });
    const labels = { minVisibility: 0, classMap: { 'left arrow': 'right arrow', 'right arrow': 'left arrow' } };
    for (const [steps, category] of [
      [[{ transform: 'image.mosaic' }], 2],
      [[{ transform: 'image.mosaic' }, { transform: 'image.flip' }], 1],
    ] as const) {
      const recipe = makeRecipe(steps, { variants: 1, labels });
      const { out } = await runRecipe(await openDataset([root]), recipe, choice, { pool: inProcess });
      const { annotations } = JSON.parse(readFileSync(join(out, 'annotations.json'), 'utf8'));
      expect(annotations.slice(4).map((a: { category_id: number }) => a.category_id)).toEqual(Array(16).fill(category));
    }
  },
);
