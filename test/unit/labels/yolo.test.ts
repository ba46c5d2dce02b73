import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openDataset } from '../../../src/engine/scan';
import { makeTile } from '../../../src/engine/tile';
import type { ImageTile } from '../../../src/protocol-tiles';
import { makeRecipe } from '../dataset/make';
import { dataset } from './fixtures';
import { inProcess } from './in-process';
import { ultralytics } from './loaders';
import { recipes, run, yolo } from './run';

vi.setConfig({ testTimeout: 60_000 });

it.each<readonly [string, string, string, number | 'segments']>([
  ['boxes', '0 0.5 0.5 0.4 0.4\n1 0.2 0.3 0.25 0.300001\n', '', 5],
  ['segments', '0 0.1 0.1 0.6 0.2 0.5 0.9\n1 0.5 0.5 0.9 0.5 0.9 0.9 0.7 0.95 0.5 0.9\n', '', 'segments'],
  ['oriented boxes', '0 0.2 0.2 0.6 0.3 0.55 0.7 0.15 0.6\n', '', 9],
  ['pose', '0 0.5 0.5 0.4 0.4 0.4 0.4 2 0.6 0.4 1 0 0 0\n', 'kpt_shape: [3, 3]\nflip_idx: [1, 0, 2]\n', 14],
])('YOLO %s load in Ultralytics', async (_, rows, more, columns) => {
  for (const recipe of Object.values(recipes)) {
    const { out, lines } = await run(yolo(rows, more), recipe);
    expect(lines).toHaveLength(12);
    expect(ultralytics(join(out, 'images/train'), columns, 2)).toBeGreaterThan(8);
    expect(ultralytics(join(out, 'images/val'), columns, 2)).toBe(rows.trim().split('\n').length);
  }
});

it('tiles show where the objects are, before and after', async () => {
  const dataset_ = await openDataset([dataset(yolo('0 0.5 0.5 0.25 0.25\n1 0.1 0.1 0.1 0.1\n'))]);
  const recipe = makeRecipe([{ transform: 'image.crop', scale: [0.25, 0.25], resize: 'none', keepObjects: 0 }]);
  const tile = await makeTile(inProcess, dataset_, { recipe, source: 'images/train/a.png', variant: 1, before: true });
  const { before, after, kept, of, dropped } = (tile as ImageTile).objects!;
  expect(before!.objects).toEqual([
    { class: 'cat', box: { left: 24, top: 18, right: 40, bottom: 30 } },
    { class: 'dog', box: expect.objectContaining({ left: expect.closeTo(3.2, 9) }) },
  ]);
  expect([of, kept + dropped.filter((d) => d !== 'became background').length, after.objects.length]).toEqual([
    2,
    2,
    kept,
  ]);
});
