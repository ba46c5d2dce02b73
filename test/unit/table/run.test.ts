import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { planWarnings } from '../../../src/core/plan-warnings';
import { createPool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { makeTile } from '../../../src/engine/tile';
import { undoRun } from '../../../src/engine/undo';
import { catalogue } from '../../../src/transforms/index';
import { filesBelow, treeHash } from '../run/datasets';
import { bundled } from '../run/worker-bundle';
import { openFiles } from './make';
import { choice, csv, linesOf, recipe, sentence, sha } from './rows';

vi.setConfig({ testTimeout: 180_000 });
const pool = createPool({ workers: 2, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

describe('a run over a table', () => {
  it('writes the table with its variants after it, and says of each where it comes from', async () => {
    const dataset = await openFiles({ 'train.csv': csv(40), 'test.csv': csv(5), 'notes.md': 'x' });
    const result = await runRecipe(dataset, recipe, choice, { pool });
    const lines = linesOf(join(result.out, '.augment-manifest.jsonl'));
    const variants = lines.filter((line) => line.output);
    const skipped = lines.filter((line) => line.skipped);
    expect(variants.length + skipped.length).toBe(120);
    expect(result).toMatchObject({ sources: 40, variants: variants.length, skipped: skipped.length, failed: [] });
    const text = readFileSync(join(result.out, 'train.csv'), 'utf8');
    expect(text.startsWith(csv(40))).toBe(true);
    const rows = text.trimEnd().split('\n').slice(1);
    expect(rows.length).toBe(40 + variants.length);
    for (const [i, line] of variants.entries()) {
      expect(line.output).toBe(`train.csv#${40 + i}`);
      expect(line.sha256).toBe(sha(rows[40 + i]!));
      const source = Number(line.source.slice('train.csv#'.length));
      expect(rows[40 + i]!.startsWith(`${source},"`)).toBe(true);
      expect(line.labels).toEqual([source % 3 ? 'a' : 'b']);
    }
    const order = lines.filter((l) => l.source).map((l) => Number(l.source.split('#')[1]) * 10 + l.variant);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(readFileSync(join(result.out, 'test.csv'), 'utf8')).toBe(csv(5));
    expect(filesBelow(result.out)).toEqual([
      '.augment-manifest.jsonl',
      '.augment-recipe.json',
      'notes.md',
      'test.csv',
      'train.csv',
    ]);
    expect(lines.filter((l) => l.file).map((l) => [l.file, l.sha256])).toContainEqual(['train.csv', sha(text)]);

    expect(await replayOutput(pool, result.out, 'train.csv#41')).toMatchObject({ sha256: variants[1].sha256 });
    writeFileSync(join(result.out, 'train.csv'), text.replace(rows[41]!, 'changed,"it is",a'));
    await expect(replayOutput(pool, result.out, 'train.csv#41')).rejects.toThrow('the row there has changed since');
    writeFileSync(join(result.out, 'train.csv'), text);
    expect(await undoRun(result.out)).toMatchObject({ deleted: 3, kept: [] });
  });

  it('is the same with any number of workers, and whatever the blocks', async () => {
    const one = createPool({ workers: 1, workerFile: bundled('worker') });
    try {
      const dataset = await openFiles({ 'train.csv': csv(900) });
      const outs = [];
      for (const p of [pool, one]) {
        const { out } = await runRecipe(dataset, recipe, choice, { pool: p });
        rmSync(join(out, '.augment-recipe.json'));
        outs.push(treeHash(out));
      }
      expect(outs[0]).toBe(outs[1]);
      expect(dataset.index.tables![0]!.blocks.length).toBeGreaterThan(3);
      // the same rows in another table of the same name: what comes after a row does not change what it becomes
      const shorter = await openFiles({ 'train.csv': csv(100) });
      const [long, short] = await Promise.all(
        [dataset, shorter].map(async (d) => {
          const { out } = await runRecipe(d, recipe, { ...choice, onlyVariants: true }, { pool });
          return readFileSync(join(out, 'train.csv'), 'utf8');
        }),
      );
      expect(long!.startsWith(short!)).toBe(true);
    } finally {
      one.dispose();
    }
  });

  it.each([
    ['train.tsv', 'one fine film\t1\r\nthe old car\t0\r\nmy house\t1\r\na city\t0', '\r\n'],
    ['train.jsonl', '{"text": "one fine film", "label": 1}\n{"text": "the old car", "label": 0}\n', '\n'],
    ['x.train', '__label__a one fine film\n__label__b the old car\n', '\n'],
  ])('keeps the end of %s as it is', async (name, file, lineEnd) => {
    const dataset = await openFiles({ [name]: file });
    const { out, variants } = await runRecipe(dataset, { ...recipe, variants: 1 }, choice, { pool });
    const text = readFileSync(join(out, name), 'utf8');
    expect(text.startsWith(file)).toBe(true);
    expect(text.endsWith(lineEnd)).toBe(file.endsWith(lineEnd));
    const rest = text
      .slice(file.length)
      .split(lineEnd)
      .filter((line) => line !== '');
    expect(rest.length).toBe(variants);
  });

  it('puts the variants of a JSON document into the list of their split', async () => {
    const data = {
      train: [
        ['one fine film', 'a'],
        ['the old car', 'b'],
      ],
      val: [['a big house', 'a']],
      n: 3,
    };
    const file = JSON.stringify(data, null, 1);
    const dataset = await openFiles({ 'data.json': file });
    const { out, variants } = await runRecipe(dataset, { ...recipe, variants: 2 }, choice, { pool });
    const written = readFileSync(join(out, 'data.json'), 'utf8');
    const parsed = JSON.parse(written) as typeof data;
    expect(parsed.train.slice(0, 2)).toEqual(data.train);
    expect(parsed.train.length).toBe(2 + variants);
    expect(parsed).toMatchObject({ val: data.val, n: 3 });
    expect(written.startsWith(file.slice(0, file.indexOf('\n ],')))).toBe(true);
    const lines = linesOf(join(out, '.augment-manifest.jsonl')).filter((l) => l.output);
    expect(lines.map((l) => l.output)).toEqual(lines.map((_, i) => `data.json#${2 + i}`));
    const only = await runRecipe(dataset, recipe, { ...choice, onlyVariants: true }, { pool });
    const left = JSON.parse(readFileSync(join(only.out, 'data.json'), 'utf8')) as typeof data;
    expect(left.train.length).toBe(only.variants);
    expect(left.val).toEqual([]);
  });

  it('says where variants come from in columns, when asked', async () => {
    const dataset = await openFiles({ 'train.csv': csv(3) });
    const { out } = await runRecipe(dataset, { ...recipe, variants: 1, data: { provenance: true } }, choice, { pool });
    const rows = readFileSync(join(out, 'train.csv'), 'utf8').trimEnd().split('\n');
    expect(rows[0]).toBe('id,text,label,source_row,variant');
    expect(rows.slice(1).map((row) => row.split(',').slice(-2).join())).toEqual([
      '0,0',
      '1,0',
      '2,0',
      '0,1',
      '1,1',
      '2,1',
    ]);
    expect(await replayOutput(pool, out, 'train.csv#3')).toMatchObject({ output: 'train.csv#3' });
  });

  it('says beforehand which tables can’t take such columns', async () => {
    const fastText = '__label__a a fine film\n__label__b a bad film\n';
    const { index } = await openFiles({ 'train.csv': csv(3), 'more/train.txt': fastText });
    const warned = (provenance: boolean) =>
      planWarnings(index, { ...recipe, data: { provenance } }, catalogue, {
        total: 9,
        short: [],
        counter: () => () => 0,
      })
        .filter((warning) => /source_row/.test(warning))
        .map((warning) => warning.split(':')[0]);
    expect(warned(true)).toEqual(['more/train.txt']);
    expect(warned(false)).toEqual([]);
  });

  it('of a single file stands in a folder beside it', async () => {
    const dataset = await openFiles({ 'reviews.csv': csv(3), 'more.csv': csv(3) }, undefined, 'reviews.csv');
    const { out } = await runRecipe(dataset, { ...recipe, variants: 1 }, choice, { pool });
    expect(out).toBe(join(dataset.root, 'reviews-augmented'));
    expect(filesBelow(out)).toEqual(['.augment-manifest.jsonl', '.augment-recipe.json', 'reviews.csv']);
    expect(await replayOutput(pool, out, 'reviews.csv#3')).toMatchObject({ output: 'reviews.csv#3' });
  });

  it('is what a tile shows, with what was drawn and what could have been', async () => {
    const dataset = await openFiles({ 'train.csv': csv(12) });
    const { out } = await runRecipe(dataset, recipe, choice, { pool });
    const rows = readFileSync(join(out, 'train.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const lines = linesOf(join(out, '.augment-manifest.jsonl')).filter((l) => l.source);
    let candidates = 0;
    for (const { source, variant, output, skipped, steps } of lines.slice(0, 9)) {
      const tile = await makeTile(pool, dataset, { recipe, source, variant, before: true });
      if (tile.kind !== 'text') throw new Error('a tile of another kind');
      expect(tile.before.text).toBe(`${sentence(Number(source.split('#')[1]))}, he said`);
      if (skipped) {
        expect(tile).toMatchObject({ notes: [`left out: ${skipped}`], changes: [] });
        continue;
      }
      expect(rows[Number(output.split('#')[1])]).toContain(`"${tile.after.text}"`);
      expect(tile.steps.filter((s) => 'drawn' in s).map((s) => s.path)).toEqual(
        steps.map((s: { path: string }) => s.path),
      );
      expect(tile.changes.length).toBeGreaterThan(0);
      for (const { after, candidates: own = [] } of tile.changes) {
        if (own.length === 0) continue;
        candidates++;
        expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
        expect(own.map(({ text }) => text)).toContain(tile.after.text.slice(after.start, after.end));
      }
    }
    expect(candidates).toBeGreaterThan(3);
    await expect(makeTile(pool, dataset, { recipe, source: 'train.csv#99', variant: 1, before: true })).rejects.toThrow(
      'is not in this dataset any more',
    );
  });

  it('brings each class to the largest', async () => {
    const dataset = await openFiles({ 'train.csv': csv(30) });
    const balanced = {
      ...recipe,
      variants: 1,
      balance: true,
      steps: [{ transform: 'text.typo', letters: [0.2, 0.2] }],
    };
    const { out } = await runRecipe(dataset, balanced, choice, { pool });
    const rows = readFileSync(join(out, 'train.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const count = (label: string) => rows.filter((row) => row.endsWith(`,${label}`)).length;
    expect([count('a'), count('b')]).toEqual([40, 40]); // 20 and 10; a gets one variant each
  });

  it('refuses evaluation data, and leaves rows of other splits', async () => {
    const rows = Array.from({ length: 9 }, (_, n) => `${sentence(n)},${n % 2},${['train', 'valid', 'test'][n % 3]}`);
    const dataset = await openFiles({ 'a.csv': `text,label,split\n${rows.join('\n')}\n` });
    const { out } = await runRecipe(dataset, recipe, choice, { pool });
    for (const { source } of linesOf(join(out, '.augment-manifest.jsonl')).filter((l) => l.source)) {
      expect(Number(source.split('#')[1]) % 3).toBe(0);
    }
    const dev = await openFiles({ 'dev.csv': csv(4) }, undefined, 'dev.csv');
    await expect(runRecipe(dev, recipe, choice, { pool })).rejects.toThrow('validation data');
  });

  it('can be stopped and gone on with, to the same bytes', async () => {
    const dataset = await openFiles({ 'train.csv': csv(900) });
    const whole = await runRecipe(dataset, recipe, choice, { pool });
    const stop = new AbortController();
    const stopped = await runRecipe(dataset, recipe, choice, {
      pool,
      signal: stop.signal,
      onProgress: ({ done }) => done > 0 && stop.abort(),
    });
    expect(stopped.cancelled).toBe(true);
    const resumed = await runRecipe(dataset, recipe, choice, { pool, resume: stopped.out });
    expect(resumed.variants).toBe(whole.variants);
    for (const { out } of [whole, resumed]) rmSync(join(out, '.augment-recipe.json'));
    expect(treeHash(resumed.out)).toBe(treeHash(whole.out));
  });
});
