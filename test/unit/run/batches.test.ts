import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Pool } from '../../../src/engine/pool';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import type { VariantsAsk } from '../../../src/engine/variant-asks';
import { inProcess } from '../labels/in-process';
import { filesBelow, smallRecipe, temporaryFolder, treeHash, writeDataset } from './datasets';

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  folder = temporaryFolder();
  await writeDataset(`${folder.path}/pets`, 6);
});
afterEach(() => folder.remove());

const runInto = async (name: string, pool: Pool) => {
  const out = `${folder.path}/${name}`;
  const choice = { out, onlyVariants: true, allowEvaluationData: false };
  return runRecipe(await openDataset([`${folder.path}/pets`]), smallRecipe, choice, { pool });
};

/** Notes the tasks, and crashes at one picture. */
const crashingAt = (path: string | undefined, tasks: string[]): Pool => ({
  ...inProcess,
  async run(kind, ask, options) {
    const asked =
      kind === 'sources' ? (ask as readonly VariantsAsk[]) : kind === 'variants' ? [ask as VariantsAsk] : [];
    if (asked.length > 0) tasks.push(`${kind} ${asked.length}`);
    const result = await inProcess.run(kind, ask, options); // its files are there by then
    if (asked.some((one) => one.path === path)) throw new Error('the worker process crashed (SIGSEGV)');
    return result;
  },
});

it('small pictures go to a worker together', async () => {
  const tasks: string[] = [];
  expect(await runInto('out', crashingAt(undefined, tasks))).toMatchObject({ sources: 12, variants: 36, failed: [] });
  expect(tasks).toEqual(['sources 3', 'sources 3', 'sources 3', 'sources 3']);
});

it('of those that crash together, the one that does it alone fails', async () => {
  const tasks: string[] = [];
  const path = 'train/dog/dog.1.png';
  const result = await runInto('out', crashingAt(path, tasks));
  expect(result).toMatchObject({
    variants: 33,
    failed: [{ source: path, error: 'the worker process crashed (SIGSEGV)' }],
  });
  expect(tasks.filter((task) => task === 'variants 1')).toHaveLength(3);
  const written = filesBelow(`${folder.path}/out`);
  expect(written.filter((name) => name.endsWith('.png'))).toHaveLength(33);
  expect(written.filter((name) => name.endsWith('.tmp') || name.includes('dog.1'))).toEqual([]);
});

it('has the same bytes as sources made alone', async () => {
  await runInto('together', inProcess);
  await runInto('alone', { ...inProcess, workers: 8 });
  expect(treeHash(`${folder.path}/together`)).toBe(treeHash(`${folder.path}/alone`));
});
