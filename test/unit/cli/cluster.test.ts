import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type ClusterFacts, kubernetesJobs, parallelScript, slurmScript } from '../../../src/core/export/cluster';
import { mixingRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, runCli } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = temporaryFolder();
afterAll(() => folder.remove());
const pets = join(folder.path, "Ann's pets");
const recipe = join(folder.path, 'pets.augment.json');
const facts = (command: readonly string[]): ClusterFacts => ({
  command,
  dataset: pets,
  recipe,
  out: join(folder.path, 'out put'),
  shards: 3,
  folder: folder.path,
});

const hasParallel = spawnSync('parallel', ['--version']).status === 0;

describe.skipIf(!hasParallel)('the script for GNU parallel', () => {
  let cli: string;
  beforeAll(async () => {
    cli = bundledCli();
    await writeDataset(pets);
    writeFileSync(recipe, JSON.stringify(mixingRecipe));
  });

  it('writes what one process writes', async () => {
    await runCli(cli, ['run', pets, '--recipe', recipe, '--out', join(folder.path, 'whole')], folder.path);
    const script = join(folder.path, 'all.sh');
    writeFileSync(script, parallelScript(facts([process.execPath, cli])));
    const { status, stderr } = spawnSync('bash', [script], { cwd: folder.path });
    expect([status, stderr.toString()]).toEqual([0, expect.stringContaining('of all shards')]);
    expect(treeHash(join(folder.path, 'out put'))).toBe(treeHash(join(folder.path, 'whole')));
  });
});

describe('the jobs for Kubernetes', () => {
  it('are one indexed job over all shards, and a merge that waits', () => {
    const documents = parseAllDocuments(kubernetesJobs(facts(['node', 'cli.js'])));
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    const [shards, merge] = documents.map((document) => document.toJS());
    expect(shards.spec).toMatchObject({ completionMode: 'Indexed', completions: 3, parallelism: 3 });
    expect(merge.spec.suspend).toBe(true);
    for (const { spec } of [shards, merge]) {
      const [container] = spec.template.spec.containers;
      expect(container.volumeMounts).toEqual([{ name: 'data', mountPath: folder.path }]);
      const echoed = spawnSync('bash', ['-c', `dataset-augment() { printf '%s\\n' "$@"; }\n${container.args[0]}`], {
        env: { ...process.env, JOB_COMPLETION_INDEX: '2' },
      });
      const words = echoed.stdout.toString().trimEnd().split('\n');
      const out = join(folder.path, 'out put');
      const run = ['run', pets, '--recipe', recipe, '--out', out, '--shard', '2/3'];
      expect(words).toEqual(spec.suspend ? ['merge', out] : run);
    }
  });
});

describe('the Slurm script', () => {
  it('is valid, and has an array of all shards', () => {
    const text = slurmScript(facts(['node', 'cli.js']), 'augment pets.slurm');
    expect(text).toContain('#SBATCH --array=0-2\n');
    expect(spawnSync('bash', ['-n'], { input: text }).status).toBe(0);
  });
});
