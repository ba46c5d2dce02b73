import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { UseError } from '../../../src/core/errors';
import { isSure } from '../../../src/core/labelling';
import type { LabelTextsAsk } from '../../../src/engine/learn/asks';
import { nearestRows } from '../../../src/engine/learn/nearest-rows';
import { embedSentences } from '../../../src/engine/models/sentences';
import { transformers } from '../../../src/engine/models/transformers';
import { createWorkers } from '../../../src/engine/workers';
import { bundled } from '../run/worker-bundle';

vi.setConfig({ testTimeout: 180_000 });
const pool = createWorkers({ workers: 1, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

const root = resolve('test/fixtures/models');
const by = { root, storage: join(root, 'none'), alive: () => {} };
const sentences = [
  'The dog barks at the cat.',
  'God made the heaven and the earth.',
  'a small animal',
  'a small animal',
];

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sentences-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('a sentence-embedding model', () => {
  it('gives what the library’s own pipeline gives: the mean over the tokens, of length 1', async () => {
    const { rows, columns, data } = await embedSentences(sentences, 'tiny-embed', by);
    const { pipeline } = await transformers();
    const extract = await pipeline('feature-extraction', join(root, 'tiny-embed'), { dtype: 'q8' });
    expect([rows, columns]).toEqual([4, 128]);
    for (const [i, text] of sentences.entries()) {
      const expected = [...((await extract(text, { pooling: 'mean', normalize: true })).data as Float32Array)];
      for (const [d, value] of expected.entries()) expect(data[i * columns + d]).toBeCloseTo(value, 4);
    }
    expect(data.slice(2 * columns, 3 * columns)).toEqual(data.slice(3 * columns));
  });

  it('says what it is where it is of another kind, or not there', async () => {
    await expect(embedSentences(['a'], 'tiny-bert-mlm', by)).rejects.toThrow('gives no embeddings of its tokens');
    await expect(embedSentences(['a'], 'nobody/nothing', by)).rejects.toThrow('nobody/nothing is not on this computer');
  });

  it('reads as much of a long text as it can take', async () => {
    const { data } = await embedSentences(['word '.repeat(2000)], 'tiny-embed', by);
    expect(Math.hypot(...data)).toBeCloseTo(1, 4);
  });
});

it('the nearest rows are those of a search one by one', async () => {
  const columns = 3;
  const data = Float32Array.from({ length: 90 }, (_, i) => Math.sin(i * i + 1));
  for (let row = 0; row < 30; row++) {
    const part = data.subarray(row * columns, (row + 1) * columns);
    const length = Math.hypot(...part);
    part.forEach((v, d) => {
      part[d] = v / length;
    });
  }
  const of = { rows: 30, columns, data };
  const found = await nearestRows(of, of, 4);
  for (let row = 0; row < 30; row++) {
    const all = Array.from({ length: 30 }, (_, document) => {
      let dot = 0;
      for (let d = 0; d < columns; d++) dot += data[row * columns + d]! * data[document * columns + d]!;
      return { document, cosine: Math.round(dot * 10_000) / 10_000 };
    }).sort((a, b) => b.cosine - a.cosine || a.document - b.document);
    expect(found[row]).toEqual(all.slice(0, 4));
  }
});

describe('labels and points of whole datasets', () => {
  const animal = ['the cat sleeps', 'a cat and a dog', 'the dog sleeps', 'a horse and a cat', 'the horse sleeps'];
  const prayer = ['the lord spoke', 'god spoke to them', 'the lord and god', 'god the lord', 'the lord spoke to god'];
  const rows = [...animal.map((t) => `${t},animal`), ...prayer.map((t) => `${t},prayer`)];
  const table = `text,label\n${rows.join('\n')}\n`;
  const ask = (paths: readonly string[], more: Partial<LabelTextsAsk> = {}): LabelTextsAsk => {
    return { paths, storage: by.storage, k: 3, metric: 'cosine', ...more };
  };

  it.each(['TF-IDF', 'a model'])('documents in the same table and in another folder get labels, by %s', async (how) => {
    const model = how === 'TF-IDF' ? undefined : join(root, 'tiny-embed');
    const folder = folderOf({
      'mine/train.csv': `${table}a dog sleeps,\nthe lord spoke to them,\n`,
      'other/new.csv': 'text\nthe cat and the horse\n',
    });
    const own = await pool.run('label', ask([join(folder, 'mine')], { model }));
    expect(own.documents.map(({ name, likely }) => [name, likely]).sort()).toEqual([
      ['train.csv#10', 'animal'],
      ['train.csv#11', 'prayer'],
    ]);
    expect(own.documents.every((one) => isSure(one, 0.6) && one.evidence.length === 3)).toBe(true);
    expect(own.classes.map(({ name, labelled }) => [name, labelled])).toEqual([
      ['animal', 5],
      ['prayer', 5],
    ]);
    const other = await pool.run('label', ask([join(folder, 'mine')], { model, unlabelled: [join(folder, 'other')] }));
    expect(other.documents.map(({ text, likely }) => [text.trim(), likely])).toEqual([
      ['the cat and the horse', 'animal'],
    ]);
  });

  it('say what is missing, as wrong use', async () => {
    const folder = folderOf({
      'all/train.csv': table,
      'one/train.csv': 'text,label\nthe cat,animal\nthe dog,animal\na,\n',
    });
    const failing = async (work: Promise<unknown>) => {
      const error = await work.catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UseError);
      return (error as Error).message;
    };
    const all = join(folder, 'all');
    expect(await failing(pool.run('label', ask([all])))).toMatch(/^Every document .* Name the documents to label/);
    expect(await failing(pool.run('label', ask([join(folder, 'one')])))).toMatch(/fewer than two classes/);
    expect(await failing(pool.run('label', ask([all], { model: 'nobody/none' })))).toMatch(/not on this computer/);
    expect(await failing(pool.run('label', ask([folderOf({ 'a.png': 'x' })])))).toMatch(/holds no texts/);
  });

  it('are written with their labels, split by split', async () => {
    const folder = folderOf({ 'data/train.csv': table, 'data/test.csv': 'text,label\na horse,animal\n' });
    const out = join(folder, 'points');
    const embed = { paths: [join(folder, 'data')], storage: by.storage, out, dimensions: 4 };
    expect(await pool.run('embed', { ...embed, model: join(root, 'tiny-embed') })).toEqual([
      { name: 'train.npy', rows: 10, columns: 128 },
      { name: 'test.npy', rows: 1, columns: 128 },
    ]);
    expect(readFileSync(join(out, 'test.csv'), 'utf8')).toBe('source,label\ntest.csv#0,animal\n');
    expect(await pool.run('embed', { ...embed, out: join(folder, 'lsa') })).toMatchObject([
      { columns: 4 },
      { rows: 1 },
    ]);
    const words = await pool.run('embed', {
      ...embed,
      out: join(folder, 'words'),
      words: true,
      model: join(root, 'tiny-embed'),
    });
    const unique = new Set([...animal, ...prayer].join(' ').split(' ')).size;
    expect(words).toEqual([{ name: 'words.npy', rows: unique, columns: 128 }]);
  });
});
