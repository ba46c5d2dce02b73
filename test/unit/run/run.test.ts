import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createPool } from '../../../src/engine/pool';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { makeTile } from '../../../src/engine/tile';
import { filesBelow, mixingRecipe, smallRecipe, treeHash } from './datasets';
import { isVariant, petRuns } from './pets';
import { bundled } from './worker-bundle';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const { pool, at, choose, runInto, manifestOf, recordOf } = petRuns();

describe('a run', () => {
  it('writes a complete dataset, and records each file', async () => {
    const before = treeHash(at('pets'));
    const result = await runInto('out');
    expect(result).toMatchObject({ out: at('out'), sources: 6, variants: 18, failed: [], skipped: 0 });
    expect(treeHash(at('pets'))).toBe(before);
    const written = filesBelow(at('out'));
    expect(written.filter((f) => f.includes('__aug-'))).toHaveLength(18);
    expect(written).toEqual(expect.arrayContaining([...filesBelow(at('pets')), '.augment-recipe.json']));
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
      const own = createPool({ workers, workerFile: bundled('worker') });
      await runInto(`out${workers}`, mixingRecipe, { pool: own }).finally(own.dispose);
      hashes.add(treeHash(at(`out${workers}`)));
    }
    expect(hashes.size).toBe(1);
  });

  it('is what a tile shows', async () => {
    await runInto('out');
    const dataset = await openDataset([at('pets')]);
    for (const line of manifestOf('out').filter(isVariant).slice(0, 4)) {
      const { source, variant, output, steps } = line;
      const tile = await makeTile(pool, dataset, { recipe: smallRecipe, source, variant, before: true });
      expect(tile.output).toBe(output);
      if (tile.kind !== 'image') throw new Error('a tile of another kind');
      expect(Buffer.from(tile.after.bytes)).toEqual(readFileSync(join(at('out'), output)));
      expect(Buffer.from(tile.before!.bytes)).toEqual(readFileSync(join(at('pets'), source)));
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
    const dataset = await openDataset([at('pets')]);
    rmSync(join(at('pets'), 'train/cat/cat.0.png'));
    writeFileSync(join(at('pets'), 'train/cat/cat.1.png'), 'another file');
    truncateSync(join(at('pets'), 'train/dog/dog.2.png'), 60);
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
