import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { window } from 'vscode';
import { openDataset } from '../../src/engine/scan';
import type { Host } from '../../src/host/host';
import { runOnCluster } from '../../src/host/tools/run-on-cluster';
import { copySample, disposeHost, testHost } from './tools';

describe('run on a cluster', function () {
  this.timeout(60_000);
  let host: Host;
  let root: string;
  const { showInputBox } = window;
  beforeEach(() => {
    host = testHost();
    root = copySample();
  });
  afterEach(() => {
    Object.assign(window, { showInputBox });
    disposeHost(host);
    rmSync(dirname(root), { recursive: true, force: true });
  });

  it('writes the scripts and the recipe beside the dataset, and shows them', async () => {
    Object.assign(window, { showInputBox: async () => '6' });
    await runOnCluster(host, await openDataset([root]));
    const folder = dirname(root);
    const names = ['augment_clothing.k8s.yaml', 'augment_clothing.slurm', 'augment_clothing_parallel.sh'];
    assert.deepEqual(readdirSync(folder).sort(), [...names, 'clothing', 'clothing.augment.json']);
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const path of [root, `${root}-augmented`, join(folder, 'clothing.augment.json')]) {
        assert.ok(text.includes(path), `${name} does not name ${path}`);
      }
    }
    for (const name of names.slice(1)) assert.equal(spawnSync('bash', ['-n', join(folder, name)]).status, 0);
    const shown = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    for (const name of names) assert.ok(shown.includes(name), `${name} is not shown`);
    assert.equal(window.activeTextEditor?.document.fileName, join(folder, 'augment_clothing.slurm'));
  });

  it('writes nothing when no number is given', async () => {
    Object.assign(window, { showInputBox: async () => undefined });
    await runOnCluster(host, await openDataset([root]));
    assert.deepEqual(readdirSync(dirname(root)), ['clothing']);
  });
});
