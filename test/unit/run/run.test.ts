import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ManifestLine, RunRecord, VariantLine } from '../../../src/core/manifest';
import type { Recipe } from '../../../src/core/recipe';
import type { RunChoice, RunProgress } from '../../../src/core/run';
import { createPool, type Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { findUnfinished } from '../../../src/engine/resume';
import { type RunOptions, runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { makeTile } from '../../../src/engine/tile';
import { undoRun } from '../../../src/engine/undo';
import { filesBelow, mixingRecipe, smallRecipe, temporaryFolder, treeHash, writeDataset } from './datasets';
import { bundled } from './worker-bundle';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workerFile: string;
let pool: Pool; // one for all tests: whatever happens in one of them, it stays usable
let folder: ReturnType<typeof temporaryFolder>;
let root: string;

beforeAll(() => {
  workerFile = bundled('worker');
  pool = createPool({ workers: 2, workerFile });
});
afterAll(() => pool.dispose());
beforeEach(async () => {
  folder = temporaryFolder();
  root = join(folder.path, 'pets');
  await writeDataset(root);
});
afterEach(() => folder.remove());

const at = (name: string) => join(folder.path, name);
const choose = (out: string | undefined, more: Partial<RunChoice> = {}): RunChoice => ({
  ...(out && { out: at(out) }),
  onlyVariants: false,
  allowEvaluationData: false,
  ...more,
});
const runInto = async (out: string, recipe: Recipe = smallRecipe, options: Partial<RunOptions> = {}) =>
  runRecipe(await openDataset([root]), recipe, choose(out), { pool, ...options });
const manifestOf = (out: string): readonly ManifestLine[] =>
  readFileSync(join(at(out), '.augment-manifest.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const recordOf = (out: string): RunRecord => JSON.parse(readFileSync(join(at(out), '.augment-recipe.json'), 'utf8'));
const isVariant = (line: ManifestLine): line is VariantLine => 'output' in line;

/** Cancels after so many files. */
const cancelAfter = (count: number): Partial<RunOptions> => {
  const abort = new AbortController();
  const onProgress = ({ done }: RunProgress) => done >= count && abort.abort();
  return { signal: abort.signal, onProgress };
};

describe('a run', () => {
  it('writes a complete dataset, and records each file', async () => {
    const before = treeHash(root);
    const result = await runInto('out');
    expect(result).toMatchObject({ out: at('out'), sources: 6, variants: 18, failed: [], skipped: 0 });
    expect(treeHash(root)).toBe(before);
    const written = filesBelow(at('out'));
    expect(written.filter((f) => f.includes('__aug-'))).toHaveLength(18);
    expect(written).toEqual(expect.arrayContaining([...filesBelow(root), '.augment-recipe.json']));
    expect(written.filter((f) => f.endsWith('.tmp') || f.includes('journal'))).toEqual([]);
    const named = manifestOf('out').map((line) => (isVariant(line) ? line.output : 'file' in line ? line.file : ''));
    expect([...named].sort()).toEqual(written.filter((f) => !f.startsWith('.augment')));
    expect(recordOf('out')).toMatchObject({
      state: 'finished',
      source: '../pets',
      counts: { variants: 18, failed: 0 },
    });
  });

  it('has the same bytes with 1, 2 and 8 workers, mixing included', async () => {
    const hashes = new Set<string>();
    for (const workers of [1, 2, 8]) {
      const own = createPool({ workers, workerFile });
      await runInto(`out${workers}`, mixingRecipe, { pool: own }).finally(own.dispose);
      hashes.add(treeHash(at(`out${workers}`)));
    }
    expect(hashes.size).toBe(1);
  });

  it('is what a tile shows', async () => {
    await runInto('out');
    const dataset = await openDataset([root]);
    for (const line of manifestOf('out').filter(isVariant).slice(0, 4)) {
      const { source, variant, output, steps } = line;
      const tile = await makeTile(pool, dataset, { recipe: smallRecipe, source, variant, before: true });
      expect(tile.output).toBe(output);
      if (tile.kind !== 'image') throw new Error('a tile of another kind');
      expect(Buffer.from(tile.after.bytes)).toEqual(readFileSync(join(at('out'), output)));
      expect(Buffer.from(tile.before!.bytes)).toEqual(readFileSync(join(root, source)));
      expect(tile.steps.filter((s) => 'drawn' in s).map((s) => s.path)).toEqual(steps.map((s) => s.path));
      expect(tile.steps).toHaveLength(smallRecipe.steps.length);
    }
  });

  it('writes soft labels for every variant of a mixing recipe', async () => {
    await runInto('out', mixingRecipe);
    const [header, ...rows] = readFileSync(join(at('out'), 'soft_labels.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(header).toBe('file_name,cat,dog');
    expect(rows.map((row) => row.split(',')[0])).toEqual(
      manifestOf('out')
        .filter(isVariant)
        .map((l) => l.output),
    );
    for (const [n, line] of manifestOf('out').filter(isVariant).entries()) {
      const [, cat, dog] = rows[n]!.split(',').map(Number);
      expect(cat! + dog!).toBeCloseTo(1, 12);
      const mix = line.steps.find((s) => s.transform === 'image.mixup')!.drawn as { partner: string; weight: number };
      expect(line.partners).toEqual([{ source: mix.partner, weight: expect.closeTo(1 - mix.weight, 6) }]);
      const own = line.source.includes('/cat/') ? cat! : dog!;
      const same = mix.partner.split('/')[1] === line.source.split('/')[1];
      expect(own).toBeCloseTo(same ? 1 : mix.weight, 12);
    }
  });

  it('names a broken file, one that is gone and one that changed, and goes on', async () => {
    const dataset = await openDataset([root]);
    rmSync(join(root, 'train/cat/cat.0.png'));
    writeFileSync(join(root, 'train/cat/cat.1.png'), 'another file');
    truncateSync(join(root, 'train/dog/dog.2.png'), 60);
    const sized = {
      ...dataset.index,
      samples: dataset.index.samples.map((s) => (s.path.endsWith('dog.2.png') ? { ...s, bytes: 60 } : s)),
    };
    const result = await runRecipe({ ...dataset, index: sized }, smallRecipe, choose('out'), { pool });
    expect(result.variants).toBe(9);
    const errors = Object.fromEntries(result.failed.map(({ source, error }) => [source, error]));
    expect(errors).toMatchObject({
      'train/cat/cat.0.png': 'is not there any more',
      'train/cat/cat.1.png': expect.stringMatching(/^changed since the dataset was read/),
      'train/dog/dog.2.png': expect.any(String),
    });
    const lines = manifestOf('out');
    expect(lines.find((l) => 'error' in l && l.source.endsWith('dog.2.png'))).not.toHaveProperty('variant');
    expect(recordOf('out')).toMatchObject({ state: 'finished' });
  });

  it('never writes into a folder that has files, and leaves them alone', async () => {
    await runInto('out');
    const hash = treeHash(at('out'));
    await expect(runInto('out')).rejects.toMatchObject({ name: 'UseError', exitCode: 2 });
    expect(treeHash(at('out'))).toBe(hash);
  });

  it('two runs into the same new folder: one is refused', async () => {
    const both = await Promise.allSettled([runInto('out'), runInto('out')]);
    const refused = both.filter((r) => r.status === 'rejected');
    expect(refused).toMatchObject([{ reason: { name: 'UseError' } }]);
    expect(manifestOf('out').filter(isVariant)).toHaveLength(18);
  });

  it('takes another epoch for another draw', async () => {
    await runInto('out');
    await runInto('epoch1', smallRecipe, { epoch: 1 });
    const drawn = (out: string) =>
      manifestOf(out)
        .filter(isVariant)
        .map((l) => JSON.stringify(l.steps));
    expect(drawn('epoch1')).not.toEqual(drawn('out'));
    expect(recordOf('epoch1').epoch).toBe(1);
  });
});

describe('a cancelled run', () => {
  it('is whole, recorded, and can be resumed to what an undisturbed run gives', async () => {
    await runInto('whole', mixingRecipe);
    const result = await runInto('out', mixingRecipe, cancelAfter(1));
    expect(result.cancelled).toBe(true);
    expect(result.variants).toBeLessThan(18);
    expect(recordOf('out').state).toBe('cancelled');
    const files = filesBelow(at('out'));
    expect(files.filter((f) => f.includes('.tmp'))).toEqual([]);
    const named = manifestOf('out').map((line) => (isVariant(line) ? line.output : 'file' in line ? line.file : ''));
    expect([...named].sort()).toEqual(files.filter((f) => !f.startsWith('.augment')));

    await runInto('out', mixingRecipe, { resume: at('out') });
    expect(treeHash(at('out'))).toBe(treeHash(at('whole')));
  });
});

describe('resume', () => {
  it('makes again what is missing, and nothing else', async () => {
    await runInto('out');
    const hash = treeHash(at('out'));
    const gone = join(at('out'), 'train/cat/cat.0__aug-2.png');
    rmSync(gone);
    await runInto('out', smallRecipe, { resume: at('out') });
    expect(treeHash(at('out'))).toBe(hash);
  });

  it('refuses another recipe, a changed dataset, and a changed file', async () => {
    await runInto('out', smallRecipe, cancelAfter(1));
    const resume = { resume: at('out') };
    await expect(runInto('out', { ...smallRecipe, seed: 8 }, resume)).rejects.toThrow(/another recipe/);
    const done = manifestOf('out').find(isVariant)!.output;
    const bytes = readFileSync(join(at('out'), done));
    writeFileSync(join(at('out'), done), 'edited');
    await expect(runInto('out', smallRecipe, resume)).rejects.toThrow(new RegExp(done.replaceAll('.', '\\.')));
    expect(readFileSync(join(at('out'), done), 'utf8')).toBe('edited');
    writeFileSync(join(at('out'), done), bytes);
    writeFileSync(join(root, 'new.txt'), 'new');
    await expect(runInto('out', smallRecipe, resume)).rejects.toThrow(/dataset has changed/);
  });

  it('finds a run that was cut off, and not one that ended', async () => {
    const dataset = await openDataset([root]);
    await runRecipe(dataset, smallRecipe, choose(undefined), { pool });
    expect(await findUnfinished(dataset)).toBeUndefined();
    const out = at('pets-augmented');
    const record = recordOf('pets-augmented');
    writeFileSync(join(out, '.augment-recipe.json'), JSON.stringify({ ...record, state: 'running' }));
    rmSync(join(out, 'README.md'));
    const found = await findUnfinished(dataset);
    expect(found).toMatchObject({ out, total: 18 + 9, done: 18 + 9 });
  });
});

describe('undo', () => {
  it('removes what the run wrote, and its folder', async () => {
    const before = treeHash(root);
    await runInto('out');
    expect(await undoRun(at('out'), { dryRun: true })).toMatchObject({ deleted: 27, kept: [] });
    expect(existsSync(join(at('out'), 'README.md'))).toBe(true);
    expect(await undoRun(at('out'))).toEqual({ out: at('out'), deleted: 27, kept: [] });
    expect(existsSync(at('out'))).toBe(false);
    expect(treeHash(root)).toBe(before);
  });

  it('keeps and names what changed, and what it does not know', async () => {
    await runInto('out');
    writeFileSync(join(at('out'), 'train/cat/cat.0__aug-1.png'), 'edited');
    writeFileSync(join(at('out'), 'notes.txt'), 'mine');
    expect(await undoRun(at('out'))).toMatchObject({ deleted: 26, kept: ['train/cat/cat.0__aug-1.png'] });
    const left = filesBelow(at('out')).filter((f) => !f.startsWith('.augment'));
    expect(left).toEqual(['notes.txt', 'train/cat/cat.0__aug-1.png']);
    expect(existsSync(join(at('out'), 'test'))).toBe(false);
  });

  it('touches nothing outside, whatever the record says', async () => {
    await runInto('out');
    const victim = at('victim.txt');
    writeFileSync(victim, 'two classes\n');
    const { sha256 } = manifestOf('out').find((l) => 'file' in l && l.file === 'README.md') as { sha256: string };
    writeFileSync(join(at('out'), '.augment-manifest.jsonl'), `${JSON.stringify({ file: '../victim.txt', sha256 })}\n`);
    await expect(undoRun(at('out'))).rejects.toThrow(/outside/);
    expect(existsSync(victim)).toBe(true);
  });

  it('refuses a folder without a record', async () => {
    await expect(undoRun(root)).rejects.toThrow(/holds no record/);
  });
});

describe('replay', () => {
  it('makes each output again, and writes one that is missing', async () => {
    await runInto('out', mixingRecipe);
    const [first, second] = manifestOf('out').filter(isVariant);
    expect(await replayOutput(pool, at('out'), first!.output)).toMatchObject({
      sha256: first!.sha256,
      restored: false,
    });
    const path = join(at('out'), second!.output);
    const bytes = readFileSync(path);
    rmSync(path);
    expect(await replayOutput(pool, at('out'), second!.output)).toMatchObject({ restored: true });
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('refuses, and writes nothing, when the source changed', async () => {
    await runInto('out');
    const [first] = manifestOf('out').filter(isVariant);
    writeFileSync(join(root, first!.source), readFileSync(join(root, 'train/dog/dog.1.png')));
    rmSync(join(at('out'), first!.output));
    await expect(replayOutput(pool, at('out'), first!.output)).rejects.toThrow(/source, or a partner, has changed/);
    expect(existsSync(join(at('out'), first!.output))).toBe(false);
  });
});
