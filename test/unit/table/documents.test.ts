import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { extract } from 'tar-stream';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { documentsOf } from '../../../src/engine/learn/documents';
import { createPool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { trainingRows } from '../../../src/engine/table/ask-rows';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { makeTile } from '../../../src/engine/tile';
import { filesBelow } from '../run/datasets';
import { bundled } from '../run/worker-bundle';
import { openFiles } from './make';

vi.setConfig({ testTimeout: 180_000 });
const pool = createPool({ workers: 2, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

const recipe: Recipe = {
  version: 1,
  modality: 'text',
  seed: 7,
  variants: 2,
  steps: [{ transform: 'text.synonym', words: [0.2, 0.3], strictness: 'free' }],
};
const choice = { onlyVariants: false, allowEvaluationData: false };
const good = (n: number) => `A fine picture, number ${n}.\n\n\tIt has   great charm and a funny story.\r\n`;
const bad = (n: number) => `Dull from the beginning, number ${n}. The actors look tired.`;
const reviews = {
  'train/pos/1.txt': good(1),
  'train/pos/2.txt': good(2),
  'train/neg/1.txt': bad(1),
  'train/neg/2.txt': `\uFEFF${bad(2)}`,
  'test/pos/1.txt': good(3),
  'test/neg/1.txt': Buffer.from('un café très bon', 'latin1'),
  'README.txt': 'what this is',
};

describe('documents, a file each', () => {
  it('are labelled by their folders; flat ones have no label', async () => {
    const { index } = await openFiles(reviews);
    expect(index).toMatchObject({
      modality: 'text',
      layout: 'class folders',
      classes: ['neg', 'pos'],
      hasSplits: true,
    });
    expect(index.samples.map(({ path, split, labels }) => [path, split, labels[0]!.name])).toEqual([
      ['test/neg/1.txt', 'test', 'neg'],
      ['test/pos/1.txt', 'test', 'pos'],
      ['train/neg/1.txt', 'train', 'neg'],
      ['train/neg/2.txt', 'train', 'neg'],
      ['train/pos/1.txt', 'train', 'pos'],
      ['train/pos/2.txt', 'train', 'pos'],
    ]);
    expect(index.others.map(({ path }) => path)).toEqual(['README.txt']);
    const flat = await openFiles({ 'a.txt': good(1), 'b.txt': good(2), 'c.txt': good(3) });
    expect(flat.index).toMatchObject({ modality: 'text', layout: 'flat folder', classes: [] });
    expect(flat.index.samples).toHaveLength(3);
  });

  it('belong to the folder of their classes when some of them are chosen', async () => {
    const files = Object.fromEntries(['pos', 'neg'].flatMap((c) => [1, 2, 3].map((n) => [`${c}/${n}.txt`, good(n)])));
    const { root } = await openFiles(files);
    for (const path of ['pos', 'pos/2.txt']) {
      const chosen = await openDataset([join(root, path)]);
      expect([chosen.root, chosen.index.selection, chosen.index.classes]).toEqual([root, [path], ['neg', 'pos']]);
    }
  });

  it('get variants beside them, alike to the byte but for the words that were drawn', async () => {
    const dataset = await openFiles(reviews);
    const result = await runRecipe(dataset, recipe, choice, { pool });
    expect(result).toMatchObject({ sources: 4, variants: 8, skipped: 0, failed: [] });
    const variants = filesBelow(result.out).filter((path) => path.includes('__aug-'));
    expect(variants.sort()).toEqual(
      ['neg', 'pos'].flatMap((c) => [1, 2].flatMap((n) => [1, 2].map((k) => `train/${c}/${n}__aug-${k}.txt`))),
    );
    const lines = readFileSync(join(result.out, '.augment-manifest.jsonl'), 'utf8').trim().split('\n');
    for (const line of lines.map((text) => JSON.parse(text)).filter(({ output }) => output)) {
      let [text, shift] = [readFileSync(join(dataset.root, line.source), 'utf8'), 0];
      for (const { at, was, now } of line.steps[0].drawn.edits) {
        expect(text.slice(at + shift).startsWith(was)).toBe(true);
        text = text.slice(0, at + shift) + now + text.slice(at + shift + was.length);
        shift += now.length - was.length;
      }
      expect(readFileSync(join(result.out, line.output), 'utf8')).toBe(text);
      expect(line.labels).toEqual([line.output.split('/')[1]]);
    }
    const one = 'train/neg/2__aug-1.txt';
    const before = readFileSync(join(result.out, one));
    rmSync(join(result.out, one));
    expect(await replayOutput(pool, result.out, one)).toMatchObject({ output: one, restored: true });
    expect(readFileSync(join(result.out, one))).toEqual(before);

    const ask = { recipe, source: 'train/neg/2.txt', variant: 1, before: true };
    const tile = await makeTile(pool, dataset, ask);
    expect(tile).toMatchObject({ kind: 'text', output: one, after: { text: before.toString('utf8') } });
  });

  it('are streamed, learnt from and read as documents', async () => {
    const dataset = await openFiles(reviews);
    const out = new PassThrough();
    const names: string[] = [];
    const read = extract().on('entry', ({ name }, stream, next) => {
      names.push(name);
      stream.on('end', next).resume();
    });
    const ended = new Promise<void>((resolve) => read.on('finish', () => resolve()));
    out.pipe(read);
    await streamRecipe(dataset, recipe, { pool, out, epoch: 1, shuffle: true });
    out.end();
    await ended;
    expect(names.filter((name) => name.endsWith('.txt'))).toHaveLength(8);
    expect(trainingRows(dataset).map(({ taken }) => taken[0])).toEqual([0, 0, 1, 1, 1, 1]);
    const documents = await documentsOf(dataset);
    expect(documents[0]).toEqual({ name: 'test/neg/1.txt', text: 'un café très bon', split: 'test', label: 'neg' });
  });

  it('that can’t be read are named, and the rest goes on', async () => {
    const odd = { ...reviews, 'train/pos/3.txt': Buffer.from('\uFEFFwide', 'utf16le') };
    const { failed, variants } = await runRecipe(await openFiles(odd), recipe, choice, { pool });
    expect([failed, variants]).toEqual([[{ source: 'train/pos/3.txt', error: 'is UTF-16: save it as UTF-8' }], 8]);
  });
});
