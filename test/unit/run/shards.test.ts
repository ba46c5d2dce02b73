import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import type { RunChoice } from '../../../src/core/run';
import { mergeRun } from '../../../src/engine/merge';
import { createPool, type Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { undoRun } from '../../../src/engine/undo';
import { filesBelow, mixingRecipe, smallRecipe, temporaryFolder, treeHash, writeDataset } from './datasets';
import { bundled } from './worker-bundle';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let pool: Pool;
beforeAll(() => {
  pool = createPool({ workerFile: bundled('worker'), workers: 2 });
});
afterAll(() => pool.dispose());

const folder = temporaryFolder();
afterAll(() => folder.remove());
let n = 0;
let root: string;
let out: string;
beforeEach(async () => {
  root = join(folder.path, `${++n}`, 'data');
  out = join(folder.path, `${n}`, 'shards');
  await writeDataset(root, 4);
});

const plain: RunChoice = { onlyVariants: false, allowEvaluationData: false };
const whole = async (recipe: Recipe, choice = plain) => {
  const to = join(out, '..', 'whole');
  await runRecipe(await openDataset([root], { data: recipe.data }), recipe, { ...choice, out: to }, { pool });
  return treeHash(to);
};
const shard = async (index: number, count: number, recipe: Recipe, choice = plain) =>
  runRecipe(
    await openDataset([root], { data: recipe.data }),
    recipe,
    { ...choice, out },
    { pool, shard: { index, count } },
  );

/** Instances of COCO beside the pictures, without splits. */
function makeCoco(): void {
  const images = filesBelow(join(root, 'train')).map((path, id) => ({
    id,
    file_name: `train/${path}`,
    width: 24,
    height: 18,
  }));
  const annotations = images.map(({ id }) => ({
    id,
    image_id: id,
    category_id: 1,
    bbox: [2, 3, 10, 8],
    area: 80,
    iscrowd: 0,
  }));
  const categories = [{ id: 1, name: 'animal' }];
  rmSync(join(root, 'test'), { recursive: true });
  writeFileSync(join(root, 'instances.json'), JSON.stringify({ images, annotations, categories }));
}

const texts: Recipe = {
  version: 1,
  modality: 'text',
  seed: 3,
  variants: 2,
  steps: [{ transform: 'text.typo', letters: [0.05, 0.1] }],
};
function makeTexts(): void {
  rmSync(root, { recursive: true });
  const rows = Array.from(
    { length: 700 },
    (_, i) => `${i},"the film was number ${i}, and good",${i % 2 ? 'a' : 'b'}\n`,
  );
  mkdirSync(root);
  writeFileSync(join(root, 'train.csv'), `id,text,label\n${rows.join('')}`);
  writeFileSync(join(root, 'test.csv'), 'id,text,label\n1,"a film",a\n');
}

describe('shards, merged', () => {
  it.each([
    { what: 'class folders', recipe: smallRecipe, make: () => {}, order: [2, 0, 1] },
    { what: 'soft labels', recipe: mixingRecipe, make: () => {}, order: [1, 2, 0] },
    { what: 'a table of objects', recipe: smallRecipe, make: makeCoco, order: [0, 2, 1] },
    { what: 'tables of texts', recipe: texts, make: makeTexts, order: [2, 1, 0] },
    {
      what: 'more shards than sources',
      recipe: smallRecipe,
      make: () => {},
      order: [10, 3, 7, 0, 1, 2, 4, 5, 6, 8, 9],
    },
  ])('are what one process writes: $what', async ({ recipe, make, order }) => {
    make();
    const hash = await whole(recipe);
    const results = [];
    for (const index of order) results.push(await shard(index, order.length, recipe));
    const merged = await mergeRun(out, { pool });
    expect(treeHash(out)).toBe(hash);
    for (const part of ['sources', 'variants', 'skipped'] as const) {
      expect(results.reduce((sum, result) => sum + result[part], 0)).toBe(merged[part]);
    }
    expect(filesBelow(out).filter((path) => path.includes('-of-') || path.includes('index'))).toEqual([]);
    expect(await mergeRun(out, { pool })).toMatchObject({ variants: merged.variants });
    expect(treeHash(out)).toBe(hash);
  });

  it('may be run at the same time', async () => {
    const hash = await whole(mixingRecipe, { ...plain, onlyVariants: true });
    await Promise.all([0, 1, 2, 3].map((i) => shard(i, 4, mixingRecipe, { ...plain, onlyVariants: true })));
    await mergeRun(out, { pool });
    expect(treeHash(out)).toBe(hash);
  });

  it('name what could not be made, as one process does', async () => {
    writeFileSync(join(root, 'train', 'cat', 'broken.png'), 'no picture');
    const hash = await whole(smallRecipe);
    const failed = [];
    for (const i of [0, 1]) failed.push(...(await shard(i, 2, smallRecipe)).failed);
    expect(failed.map(({ source }) => source)).toEqual(['train/cat/broken.png']);
    expect((await mergeRun(out, { pool })).failed).toEqual(failed);
    expect(treeHash(out)).toBe(hash);
  });

  it('can be replayed and taken back', async () => {
    for (const i of [0, 1]) await shard(i, 2, smallRecipe);
    await mergeRun(out, { pool });
    const [variant] = filesBelow(out).filter((path) => path.includes('__aug-'));
    expect(await replayOutput(pool, out, variant!)).toMatchObject({ output: variant });
    expect((await undoRun(out)).kept).toEqual([]);
    expect(existsSync(out)).toBe(false);
  });
});

describe('shards', () => {
  it('that are done end at once, and change nothing', async () => {
    const first = await shard(0, 2, smallRecipe);
    const hash = treeHash(out);
    const { seconds: _, ...again } = await shard(0, 2, smallRecipe);
    expect(first).toMatchObject(again);
    expect(treeHash(out)).toBe(hash);
  });

  it('that were cancelled go on', async () => {
    const hash = await whole(smallRecipe);
    const abort = new AbortController();
    const dataset = await openDataset([root]);
    const cancelled = await runRecipe(
      dataset,
      smallRecipe,
      { ...plain, out },
      { pool, shard: { index: 0, count: 2 }, signal: abort.signal, onProgress: () => abort.abort() },
    );
    expect(cancelled.cancelled).toBe(true);
    await shard(1, 2, smallRecipe);
    await expect(mergeRun(out, { pool })).rejects.toThrow('0/2 did not come to its end');
    await shard(0, 2, smallRecipe);
    await mergeRun(out, { pool });
    expect(treeHash(out)).toBe(hash);
  });

  it('are not merged while one is missing, which is named', async () => {
    for (const i of [0, 3]) await shard(i, 4, smallRecipe);
    const hash = treeHash(out);
    await expect(mergeRun(out, { pool })).rejects.toThrow(/2 of 4 shards .* 1\/4 is not there, 2\/4 is not there/);
    expect(treeHash(out)).toBe(hash);
    await expect(mergeRun(root, { pool })).rejects.toThrow('holds no shards');
  });

  it('can be taken back before they are merged', async () => {
    for (const i of [0, 2]) await shard(i, 3, smallRecipe);
    writeFileSync(join(out, 'mine.txt'), 'mine');
    const { kept, deleted } = await undoRun(out);
    expect([kept, filesBelow(out)]).toEqual([[], ['mine.txt']]);
    expect(deleted).toBe(15); // 5 of 8 sources, 3 variants each
  });

  it('of another run, recipe, number or dataset are refused, with the reason', async () => {
    await shard(0, 2, smallRecipe);
    const hash = treeHash(out);
    await expect(shard(0, 3, smallRecipe)).rejects.toThrow('they are 2 in all, and this is one of 3');
    await expect(shard(1, 2, { ...smallRecipe, seed: 8 })).rejects.toThrow('their recipe differs');
    await expect(shard(1, 2, smallRecipe, { ...plain, onlyVariants: true })).rejects.toThrow('--only-variants');
    const dataset = await openDataset([root]);
    await expect(runRecipe(dataset, smallRecipe, { ...plain, out }, { pool })).rejects.toThrow('not empty');
    await expect(runRecipe(dataset, smallRecipe, plain, { pool, resume: out })).rejects.toThrow('holds shards');
    writeFileSync(join(root, 'train', 'cat', 'new.png'), readFileSync(join(root, 'train', 'cat', 'cat.0.png')));
    await expect(shard(1, 2, smallRecipe)).rejects.toThrow('train/cat/new.png is new');
    expect(treeHash(out)).toBe(hash);
  });

  it('need a folder that is named, and is theirs', async () => {
    const dataset = await openDataset([root]);
    const options = { pool, shard: { index: 0, count: 2 } };
    await expect(runRecipe(dataset, smallRecipe, plain, options)).rejects.toThrow('--shard needs --out');
    const inside = { ...plain, out: join(root, 'train') };
    await expect(runRecipe(dataset, smallRecipe, inside, options)).rejects.toThrow('inside the dataset');
    await runRecipe(dataset, smallRecipe, { ...plain, out }, { pool });
    await expect(shard(0, 2, smallRecipe)).rejects.toThrow('holds a whole run already');
  });
});
