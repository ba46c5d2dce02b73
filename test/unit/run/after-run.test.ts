import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { replayOutput } from '../../../src/engine/replay';
import { findUnfinished } from '../../../src/engine/resume';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { undoRun } from '../../../src/engine/undo';
import { filesBelow, mixingRecipe, smallRecipe, treeHash } from './datasets';
import { cancelAfter, isVariant, petRuns } from './pets';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const { pool, at, choose, runInto, manifestOf, recordOf } = petRuns();

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
    writeFileSync(join(at('pets'), 'new.txt'), 'new');
    await expect(runInto('out', smallRecipe, resume)).rejects.toThrow(/dataset has changed/);
  });

  it('finds a run that was cut off, and not one that ended', async () => {
    const dataset = await openDataset([at('pets')]);
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
    const before = treeHash(at('pets'));
    await runInto('out');
    expect(await undoRun(at('out'), { dryRun: true })).toMatchObject({ deleted: 27, kept: [] });
    expect(existsSync(join(at('out'), 'README.md'))).toBe(true);
    expect(await undoRun(at('out'))).toEqual({ out: at('out'), deleted: 27, kept: [] });
    expect(existsSync(at('out'))).toBe(false);
    expect(treeHash(at('pets'))).toBe(before);
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
    await expect(undoRun(at('pets'))).rejects.toThrow(/holds no record/);
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
    writeFileSync(join(at('pets'), first!.source), readFileSync(join(at('pets'), 'train/dog/dog.1.png')));
    rmSync(join(at('out'), first!.output));
    await expect(replayOutput(pool, at('out'), first!.output)).rejects.toThrow(/source, or a partner, has changed/);
    expect(existsSync(join(at('out'), first!.output))).toBe(false);
  });
});
