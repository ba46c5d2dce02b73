import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { extract } from 'tar-stream';
import { expect, it, vi } from 'vitest';
import { recordNames } from '../../../src/core/manifest';
import { aborted } from '../../../src/engine/calls';
import type { Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { undoRun } from '../../../src/engine/undo';
import { choice, makeRecipe } from '../dataset/make';
import { filesBelow } from '../run/datasets';
import { dataset, height, width } from './fixtures';
import { inProcess } from './in-process';
import { run, steps, yolo } from './run';

vi.setConfig({ testTimeout: 60_000 });

it('with variants alone, references lead back to the dataset', async () => {
  const coco = {
    images: ['train/a', 'val/e'].map((name, id) => ({ id, file_name: `${name}.png`, width, height })),
    annotations: [
      { id: 1, image_id: 0, category_id: 1, bbox: [10, 8, 30, 30], area: 900, iscrowd: 0, segmentation: [] },
    ],
    categories: [{ id: 1, name: 'cat' }],
  };
  const root = dataset({
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'coco.json': JSON.stringify(coco),
    'train.txt': './images/train/a.png\n./images/train/b.png\n',
    'val.txt': './images/val/e.png\n',
  });
  const recipe = makeRecipe(steps, { variants: 1 });
  const { out } = await runRecipe(
    await openDataset([root]),
    recipe,
    { ...choice, onlyVariants: true },
    { pool: inProcess },
  );
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const there = (folder: string, path: string) => existsSync(join(out, folder, path));
  expect(read('data.yaml')).toBe('path: .\ntrain: images/train\nval: ../set/images/val\nnames: [cat, dog]\n');
  const { images } = JSON.parse(read('coco.json'));
  expect(images.map((i: { file_name: string }) => i.file_name)).toEqual([
    '../../set/images/train/a.png',
    '../../set/images/val/e.png',
    'train/a__aug-1.png',
  ]);
  expect(images.every((i: { file_name: string }) => there('images', i.file_name))).toBe(true);
  const list = read('train.txt').trimEnd().split('\n');
  expect(list).toEqual([
    '../set/images/train/a.png',
    '../set/images/train/b.png',
    './images/train/a__aug-1.png',
    './images/train/b__aug-1.png',
  ]);
  expect(list.every((path) => there('', path))).toBe(true);
});

it('makes a label file and a table again, byte for byte', async () => {
  const { out, read } = await run({
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'all.csv': 'file,label\nimages/train/a.png,cat\nimages/train/b.png,cat\n',
  });
  for (const path of ['labels/train/a__aug-2.txt', 'images/train/a__aug-2.png', 'all.csv']) {
    const before = read(path);
    rmSync(join(out, path));
    expect(await replayOutput(inProcess, out, path)).toMatchObject({ output: path, restored: true });
    expect(read(path)).toBe(before);
  }
});

it('streams carry the labels, the same fields in every sample', async () => {
  const opened = await openDataset([dataset(yolo('0 0.5 0.5 0.4 0.4\n'))]);
  const out = new PassThrough();
  const names: string[] = [];
  const texts = new Map<string, string>();
  const reader = extract();
  reader.on('entry', async (header, content, next) => {
    names.push(header.name);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk as Buffer);
    texts.set(header.name, Buffer.concat(chunks).toString());
    next();
  });
  const read = new Promise<void>((resolve) => reader.on('finish', () => resolve()));
  out.pipe(reader);
  const streamed = await streamRecipe(opened, makeRecipe([{ transform: 'image.flip' }], { variants: 1 }), {
    pool: inProcess,
    out,
  });
  out.end();
  await read;
  expect(streamed).toMatchObject({ samples: 4, failed: 0, end: 'whole' });
  expect(names).toEqual(
    ['a', 'b', 'c', 'd'].flatMap((n) => ['png', 'txt', 'json'].map((f) => `images/train/${n}__aug-1.${f}`)),
  );
  expect(texts.get('images/train/a__aug-1.txt')).toBe('0 0.500000 0.500000 0.400000 0.400000\n');
  expect(texts.get('images/train/c__aug-1.txt')).toBe('');
});

it('goes on after it was cut off, to the same label files and tables', async () => {
  const files = {
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'all.csv': 'file,label\nimages/train/a.png,cat\nimages/train/b.png,cat\n',
  };
  const whole = await run(files);
  const recipe = makeRecipe(steps, { variants: 3 });
  const broken = await openDataset([dataset(files)]);
  let tasks = 0;
  const cutOff: Pool = {
    ...inProcess,
    run: (...ask) => (++tasks > 2 ? Promise.reject(aborted()) : inProcess.run(...ask)),
  };
  await expect(runRecipe(broken, recipe, choice, { pool: cutOff })).rejects.toThrow('cancelled');
  const out = `${broken.root}-augmented`;
  expect(existsSync(join(out, 'all.csv'))).toBe(false);
  await runRecipe(broken, recipe, choice, { pool: inProcess, resume: out });
  expect(filesBelow(out)).toEqual(filesBelow(whole.out));
  for (const path of filesBelow(out).filter((name) => name !== recordNames.recipe)) {
    expect(readFileSync(join(out, path)).equals(readFileSync(join(whole.out, path))), path).toBe(true);
  }
});

it('takes label files and tables back with their run', async () => {
  const { out } = await run({
    ...yolo('0 0.5 0.5 0.4 0.4\n'),
    'all.csv': 'file,label\nimages/train/a.png,cat\nimages/train/b.png,cat\n',
  });
  expect(existsSync(join(out, 'labels/train/a__aug-1.txt'))).toBe(true);
  expect((await undoRun(out)).kept).toEqual([]);
  expect(existsSync(out)).toBe(false);
});
