import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomFor } from '../../../src/core/random';
import { filesBelow, mixingRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, type Ended, ended, isFrozen, lastJson, runCli, startSignalled, statOf, until } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const kills = Number(process.env.KILLS ?? 5); // `npm run test:kill` takes more
const fewer = process.env.KILLS ? kills : 2; // of what takes many processes
const variants = 8;

let cli: string;
let whole: string;
const home = temporaryFolder();
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  cli = bundledCli();
  await prepare(home.path);
  await runCli(cli, args('out'), home.path);
  whole = treeHash(join(home.path, 'out'));
});
afterAll(() => home.remove());
beforeEach(async () => {
  folder = temporaryFolder();
  await prepare(folder.path);
});
afterEach(() => folder.remove());

async function prepare(path: string): Promise<void> {
  await writeDataset(join(path, 'pets'), 4);
  writeFileSync(join(path, 'mixing.json'), JSON.stringify({ ...mixingRecipe, variants }));
}
const args = (out: string, ...more: readonly string[]) => [
  'run',
  'pets',
  '--recipe',
  'mixing.json',
  '--out',
  out,
  '--json',
  ...more,
];
const at = (...names: readonly string[]) => join(folder.path, ...names);

/** A run that sends itself a signal at its nth file, and is waited for. */
const signalled = (count: number, signal: NodeJS.Signals, out: string) =>
  ended(startSignalled(cli, args(out), folder.path, count, signal));

/** A run that stops itself in the middle, and lives on without doing anything. */
async function frozen(...more: readonly string[]): Promise<{ child: ChildProcess; end: Promise<Ended> }> {
  const child = startSignalled(cli, args('out', ...more), folder.path, 4, 'SIGSTOP');
  const end = ended(child);
  await until(() => isFrozen(child));
  return { child, end };
}

describe.skipIf(process.platform !== 'linux')('a run that is killed', () => {
  const random = randomFor('kills', 2);
  const moments = Array.from({ length: kills }, () => random.integer([0, 8 * variants + 10]));

  it.each(moments)('at write %i leaves no half file, and is resumed to the same tree', async (count) => {
    const source = treeHash(at('pets'));
    expect((await signalled(count, 'SIGKILL', 'out')).signal).toBe('SIGKILL');
    for (const path of existsSync(at('out')) ? filesBelow(at('out')) : []) {
      if (path.startsWith('.augment') || path.endsWith('.tmp')) continue;
      expect(readFileSync(at('out', path))).toEqual(readFileSync(join(home.path, 'out', path)));
    }
    const resumed = await runCli(cli, args('out', '--resume'), folder.path);
    expect(resumed.stderr).not.toMatch(/changed/);
    expect(resumed.code).toBe(0);
    expect(lastJson(resumed)).toMatchObject({ sources: 8, variants: 8 * variants, failed: [] });
    expect(treeHash(at('out'))).toBe(whole);
    expect(treeHash(at('pets'))).toBe(source);
  });

  it('can be taken back', async () => {
    await signalled(20, 'SIGKILL', 'out');
    const undone = await runCli(cli, ['undo', 'out'], folder.path);
    expect(undone.code).toBe(0);
    expect(existsSync(at('out'))).toBe(false);
  });

  it('leaves no worker behind', async () => {
    const { child, end } = await frozen('--workers', '2');
    const workers = childrenOf(child.pid!);
    expect(workers.length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await end;
    await until(() => workers.every((pid) => !existsSync(`/proc/${pid}`)));
  });
});

describe.skipIf(process.platform !== 'linux')('shards that are killed', () => {
  const random = randomFor('kills', 3);
  const shards = 3;
  const shard = (i: number) => args('out', '--shard', `${i}/${shards}`);
  const killed = async (words: readonly string[], count: number) =>
    expect((await ended(startSignalled(cli, words, folder.path, count, 'SIGKILL'))).signal).toBe('SIGKILL');
  const expectWhole = async (words: readonly string[]) => {
    const { code, stderr } = await runCli(cli, words, folder.path);
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/changed/)]);
  };

  it.each(Array.from({ length: fewer }, () => random.integer([0, 2 * variants * 2])))(
    'at write %i are run again to the same tree',
    async (count) => {
      const source = treeHash(at('pets'));
      await killed(shard(1), count);
      expect((await runCli(cli, ['merge', 'out'], folder.path)).code).toBe(2);
      for (const i of [2, 1, 0]) await expectWhole(shard(i));
      await expectWhole(['merge', 'out']);
      expect([treeHash(at('out')), treeHash(at('pets'))]).toEqual([whole, source]);
    },
  );

  it.each(Array.from({ length: fewer }, () => random.integer([0, 28])))(
    'and a merge at write %i, are merged to the same tree',
    async (count) => {
      const source = treeHash(at('pets'));
      for (const i of [0, 1, 2]) await expectWhole(shard(i));
      await killed(['merge', 'out'], count);
      await expectWhole(['merge', 'out']);
      expect([treeHash(at('out')), treeHash(at('pets'))]).toEqual([whole, source]);
    },
  );
});

describe.skipIf(process.platform !== 'linux')('a tar that is killed', () => {
  const random = randomFor('kills', 5);

  it.each(Array.from({ length: fewer }, () => random.integer([0, 6])))(
    'at write %i is not there, or whole, and is made to the same bytes',
    async (count) => {
      const source = treeHash(at('pets'));
      await runCli(cli, args('whole', '--tar'), folder.path);
      await ended(startSignalled(cli, args('out', '--tar'), folder.path, count, 'SIGKILL'));
      const tars = filesBelow(at('out')).filter((path) => path.endsWith('.tar'));
      for (const path of tars) expect(readFileSync(at('out', path))).toEqual(readFileSync(at('whole', path)));
      expect((await runCli(cli, args('out', '--tar', '--resume'), folder.path)).code).toBe(0);
      expect([treeHash(at('out')), treeHash(at('pets'))]).toEqual([treeHash(at('whole')), source]);
    },
  );
});

describe.skipIf(process.platform !== 'linux')('an undo that is killed', () => {
  const random = randomFor('kills', 4);

  it.each(Array.from({ length: fewer }, () => random.integer([0, 8 * variants + 10])))(
    'at file %i is done again to its end, and touches no original',
    async (count) => {
      const source = treeHash(at('pets'));
      await runCli(cli, args('out'), folder.path);
      expect((await ended(startSignalled(cli, ['undo', 'out'], folder.path, count, 'SIGKILL'))).signal).toBe('SIGKILL');
      expect((await runCli(cli, ['undo', 'out'], folder.path)).code).toBe(0);
      expect([existsSync(at('out')), treeHash(at('pets'))]).toEqual([false, source]);
    },
  );
});

describe('a run that is stopped', () => {
  it('by Ctrl+C ends with 130, whole and recorded, and --resume finds it', async () => {
    const { code } = await signalled(5, 'SIGINT', 'pets-augmented');
    expect(code).toBe(130);
    const files = filesBelow(at('pets-augmented'));
    expect(files.filter((f) => f.includes('.tmp') || f.includes('journal'))).toEqual([]);
    const { state } = JSON.parse(readFileSync(at('pets-augmented/.augment-recipe.json'), 'utf8'));
    expect(state).toBe('cancelled');
    const resume = ['run', 'pets', '--recipe', 'mixing.json', '--resume'];
    expect((await runCli(cli, resume, folder.path)).code).toBe(0);
    expect(treeHash(at('pets-augmented'))).toBe(whole);
  });
});

describe.skipIf(process.platform !== 'linux')('a live run', () => {
  it('refuses a second one, a resume and an undo, with the reason', async () => {
    const { child, end } = await frozen();
    for (const other of [args('out', '--resume'), ['undo', 'out']]) {
      const { code, stderr } = await runCli(cli, other, folder.path);
      expect(stderr).toContain(`process ${child.pid}`);
      expect(code).toBe(2);
    }
    expect((await runCli(cli, args('out'), folder.path)).code).toBe(2);
    child.kill('SIGCONT');
    expect((await end).code).toBe(0);
    expect(treeHash(at('out'))).toBe(whole);
  });
});

describe('a full disk', () => {
  const canMount = process.platform === 'linux' && spawnSync('unshare', ['-m', 'true']).status === 0;

  it.skipIf(!canMount)('stops the run with the reason, and it can be resumed', async () => {
    mkdirSync(at('out'));
    const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at('out')]);
    mount('size=64m,nr_inodes=40'); // room for bytes, and for 40 files
    try {
      const full = await runCli(cli, args('out'), folder.path);
      expect(full.stderr).toMatch(/The run stopped: cannot write .*: the disk is full.*--resume/);
      expect(full.code).toBe(1);
      expect(filesBelow(at('out')).filter((f) => f.endsWith('.tmp'))).toEqual([]);
      mount('remount,size=64m,nr_inodes=4000');
      expect((await runCli(cli, args('out', '--resume'), folder.path)).code).toBe(0);
      expect(treeHash(at('out'))).toBe(whole);
    } finally {
      execFileSync('umount', ['-l', at('out')]);
    }
  });
});

/** Processes whose parent is this one. */
const childrenOf = (pid: number): readonly string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid));
