import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Memento } from 'vscode';
import { builtInPresets } from '../../src/core/presets';
import { openDataset } from '../../src/engine/scan';
import { repeatLastRun } from '../../src/host/commands';
import { beginRun, resumeUnfinished } from '../../src/host/generate';
import type { Host } from '../../src/host/host';
import { copySample, disposeHost, memento, testHost, until } from './tools';

const recipe = { ...builtInPresets[0]!.recipe, variants: 20 };
const choice = { onlyVariants: true, allowEvaluationData: false };
const variantsIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.includes('__aug-')).length
    : 0;

describe('a run that the window cut off', function () {
  this.timeout(180_000);
  let state: Memento;
  let host: Host;
  let root: string;
  /** The window closes in the middle of a run, and the next one comes. */
  const cutOff = async (out?: string): Promise<string> => {
    const begun = await beginRun(host, {
      dataset: await openDataset([root]),
      paths: [root],
      recipe,
      choice: { ...choice, out },
    });
    assert.ok(begun);
    await until('some variants', () => variantsIn(begun.out) > 0, 120_000);
    disposeHost(host);
    assert.equal(await begun.ended, undefined);
    const written = variantsIn(begun.out);
    assert.ok(written < 400, `cut off in the middle, after ${written}`);
    host = testHost(state);
    return begun.out;
  };

  beforeEach(() => {
    state = memento();
    host = testHost(state);
    root = copySample();
  });
  afterEach(() => {
    disposeHost(host);
    rmSync(dirname(root), { recursive: true, force: true });
  });

  for (const [where, folder] of [
    ['beside the dataset', undefined],
    ['in a folder that the user chose', 'elsewhere'],
  ] as const) {
    it(`is offered for resuming ${where}, and resumed to its end`, async () => {
      const chosen = folder && join(dirname(root), folder, 'chosen');
      const out = await cutOff(chosen);
      assert.equal(out, chosen ?? `${root}-augmented`);
      const dataset = await openDataset([root]);
      await host.runs.lookForUnfinished(dataset);
      const status = host.runs.statusOf(root);
      assert.ok(status.state === 'interrupted', status.state);
      assert.deepEqual([status.out, status.total], [out, 400]);
      assert.ok(status.done > 0 && status.done < 400, `${status.done} done`);
      const result = await (await resumeUnfinished(host, dataset))?.ended;
      assert.equal(result?.variants, 400);
      assert.equal(variantsIn(out), 400);
      assert.equal(host.runs.statusOf(root).state, 'finished');
    });
  }

  it('is taken back instead', async () => {
    const out = await cutOff();
    await host.runs.lookForUnfinished(await openDataset([root]));
    await host.runs.undo(root, out);
    assert.equal(existsSync(out), false);
    assert.equal(host.runs.statusOf(root).state, 'idle');
  });

  it('is repeated in the same chosen folder, under the next free name', async () => {
    const parent = join(dirname(root), 'elsewhere');
    const dataset = await openDataset([root]);
    const few = { ...recipe, variants: 1 };
    const begun = await beginRun(host, {
      dataset,
      paths: [root],
      recipe: few,
      choice: { ...choice, out: join(parent, 'mine') },
    });
    await begun?.ended;
    mkdirSync(join(parent, 'mine-2'));
    writeFileSync(join(parent, 'mine-2', 'not ours.txt'), '');
    const again = await repeatLastRun(host, dataset, [root]);
    assert.equal(again?.out, join(parent, 'mine-3'));
    assert.equal((await again?.ended)?.variants, 20);
  });
});
