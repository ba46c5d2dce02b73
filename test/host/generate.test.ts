import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { builtInPresets } from '../../src/core/presets';
import type { RunResult } from '../../src/core/run';
import { openDataset } from '../../src/engine/scan';
import { repeatLastRun } from '../../src/host/commands';
import { beginRun } from '../../src/host/generate';
import type { Host } from '../../src/host/host';
import { gitIgnore } from '../../src/host/offer-ignore';
import { undoQuestion } from '../../src/host/undo';
import type { RunStatus } from '../../src/protocol';
import { copySample, disposeHost, testHost, until } from './tools';

const recipe = { ...builtInPresets[0]!.recipe, variants: 2 };
const choice = { onlyVariants: false, allowEvaluationData: false };
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
const variantsIn = (folder: string) => filesIn(folder).filter((e) => e.name.includes('__aug-')).length;

describe('generating', function () {
  this.timeout(180_000);
  let host: Host;
  let root: string;
  const begin = async (more: object = {}) => {
    const dataset = await openDataset([root]);
    const begun = await beginRun(host, { dataset, paths: [root], recipe, choice, ...more });
    assert.ok(begun);
    return begun;
  };
  const finish = async (begun: { ended: Promise<RunResult | undefined> }) => {
    const result = await begun.ended;
    assert.ok(result, 'the run broke: see its message');
    return result;
  };

  beforeEach(() => {
    host = testHost();
    root = copySample();
  });
  afterEach(() => {
    disposeHost(host);
    rmSync(dirname(root), { recursive: true, force: true });
  });

  it('writes variants and originals beside the dataset, tells its states, and saves the recipe', async () => {
    const states: RunStatus['state'][] = [];
    host.runs.onChange((of) => of === root && states.push(host.runs.statusOf(of).state));
    const result = await finish(await begin({ preset: 'Gentle' }));
    assert.equal(result.out, `${root}-augmented`);
    assert.deepEqual([result.sources, result.variants, result.failed], [20, 40, []]);
    assert.equal(variantsIn(result.out), 40);
    assert.equal(filesIn(result.out).filter((e) => /\.jpe?g$/.test(e.name)).length, 80);
    assert.equal(states[0], 'running');
    assert.equal(states.at(-1), 'finished');
    assert.deepEqual(host.elsewhere.get(`recipe:${root}`), { preset: 'Gentle', ...recipe });
  });

  it('skips a broken file, and names it in the result', async () => {
    writeFileSync(join(root, 'train', 'hat', 'broken.jpg'), 'no picture');
    const result = await finish(await begin());
    assert.deepEqual(
      result.failed.map((f) => f.source),
      ['train/hat/broken.jpg'],
    );
    assert.equal(result.variants, 40);
  });

  it('refuses a second run while one is on; a cancelled one is whole, and can be taken back', async () => {
    const first = await begin({ recipe: { ...recipe, variants: 200 } });
    await assert.rejects(begin(), /A run into clothing-augmented is going on/);
    await until('some variants', () => existsSync(first.out) && variantsIn(first.out) > 3, 120_000);
    host.runs.cancel(root);
    assert.equal(host.runs.statusOf(root).state, 'cancelling');
    const result = await finish(first);
    assert.equal(result.cancelled, true);
    assert.equal(variantsIn(first.out), result.variants);
    assert.ok(result.variants < 4000);
    await host.runs.undo(root, first.out);
    assert.equal(existsSync(first.out), false);
    assert.equal(host.runs.statusOf(root).state, 'finished');
  });

  it('undoes what it wrote, and keeps what changed since', async () => {
    const { out } = await finish(await begin());
    const changed = join(out, 'train', 'hat', readdirSync(join(out, 'train', 'hat'))[0]!);
    writeFileSync(changed, 'mine now');
    const count = filesIn(out).length;
    const question = await undoQuestion(out);
    assert.match(question, /1 file that changed since will be kept/);
    assert.equal(filesIn(out).length, count, 'the question deletes nothing');
    const undone = await host.runs.undo(root, out);
    assert.ok(question.startsWith(`${undone.deleted} files`), question);
    assert.equal(readFileSync(changed, 'utf8'), 'mine now');
    assert.equal(variantsIn(out) <= 1, true);
    const status = host.runs.statusOf(root);
    assert.equal(status.state === 'finished' && status.undone, undone.deleted);
  });

  it('repeats the last run into the next free folder', async () => {
    await assert.rejects(repeatLastRun(host, await openDataset([root]), [root]), /has had no run/);
    await finish(await begin());
    const again = await repeatLastRun(host, await openDataset([root]), [root]);
    assert.ok(again);
    assert.equal(again.out, `${root}-augmented-2`);
    const result = await finish(again);
    assert.equal(result.variants, 40);
  });

  it('refuses evaluation data with the reason, and writes nothing', async () => {
    const dataset = await openDataset([join(root, 'validation')]);
    await assert.rejects(beginRun(host, { dataset, paths: [root], recipe, choice }), /validation/);
    assert.deepEqual(readdirSync(dirname(root)), ['clothing']);
  });

  it('git-ignores the output and later ones, once', async () => {
    const folder = dirname(root);
    writeFileSync(join(folder, '.gitignore'), 'node_modules');
    await gitIgnore(folder, `${root}-augmented`);
    await gitIgnore(folder, `${root}-augmented`);
    assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), 'node_modules\n/clothing-augmented*/\n');
  });
});
