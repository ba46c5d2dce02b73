import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slurmScript } from '../../src/core/export/cluster';
import { bundledCli, runCli } from '../unit/cli/cli';
import { mixingRecipe, temporaryFolder, treeHash, writeDataset } from '../unit/run/datasets';
import { type Cluster, needSlurm, startCluster } from './cluster';

const folder = temporaryFolder();
const at = (...names: readonly string[]) => join(folder.path, ...names);
let cli: string;
let cluster: Cluster;
let whole: string;

beforeAll(async () => {
  needSlurm();
  cli = bundledCli();
  await writeDataset(at('pets'), 4);
  writeFileSync(at('pets.augment.json'), JSON.stringify(mixingRecipe));
  await runCli(cli, ['run', 'pets', '--recipe', 'pets.augment.json', '--out', 'whole'], folder.path);
  whole = treeHash(at('whole'));
  cluster = await startCluster(at('slurm'));
});
afterAll(() => {
  cluster?.stop();
  folder.remove();
});

/** Writes the script of a run into `out`, submits it, and waits until no job is left. */
async function submit(out: string, more: readonly string[] = [], before: readonly string[] = []): Promise<void> {
  const facts = {
    command: [...before, cli],
    dataset: at('pets'),
    recipe: at('pets.augment.json'),
    out: at(out),
    shards: 3,
    folder: folder.path,
  };
  writeFileSync(at('augment.slurm'), slurmScript(facts, 'augment.slurm'));
  const options = ['--cpus-per-task=1', ...more];
  execFileSync('sbatch', [...options, 'augment.slurm'], { cwd: folder.path, env: cluster.env });
  const left = () => spawnSync('squeue', ['-h'], { env: cluster.env }).stdout.toString().trim();
  while (left() !== '') await delay(200);
}
const node = [process.execPath];
/** What the jobs into `out` said: shards and merges have logs of their own, which name it. */
const said = (out: string): string =>
  readdirSync(folder.path)
    .filter((name) => name.endsWith('.log'))
    .map((name) => readFileSync(at(name), 'utf8'))
    .filter((text) => text.includes(at(out)))
    .join('');

describe('a Slurm array', () => {
  it('gives the tree of one process', async () => {
    await submit('out', [], node);
    expect(said('out')).toContain('variants of all shards');
    expect(treeHash(at('out'))).toBe(whole);
  });

  it('is not merged while a shard is missing, and is when it came', async () => {
    await submit('part', ['--array=0,2'], node);
    expect(said('part')).toContain('1 of 3 shards');
    expect(said('part')).toContain('1/3 is not there');
    expect(existsSync(at('part', '.augment-manifest.jsonl'))).toBe(false);
    await submit('part', ['--array=1'], node);
    expect(treeHash(at('part'))).toBe(whole);
  });

  it('whose shards were killed with -9 and submitted again gives the same', async () => {
    const strike = ['env', 'SIGNAL_AT=5', 'SIGNAL=SIGKILL', process.execPath, '--require'];
    await submit('killed', [], [...strike, resolve('test/unit/cli/signal-at.cjs')]);
    expect(readdirSync(at('killed')).filter((name) => name.startsWith('.augment-manifest'))).toEqual([]);
    expect(readdirSync(at('killed')).filter((name) => name.startsWith('.augment-journal'))).toHaveLength(3);
    await submit('killed', [], node);
    expect(treeHash(at('killed'))).toBe(whole);
  });
});
