import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomFor } from '../../../src/core/random';
import { filesBelow, mixingRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, type Ended, ended, isFrozen, lastJson, runCli, startSignalled, statOf, until } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const kills = Number(process.env.KILLS ?? 3); // `npm run test:kill` takes more
const fewer = process.env.KILLS ? kills : 1; // of what takes many processes
const variants = 8;

let cli: string;
/** An undisturbed run, `out`, of `pets`, beside it: what each killed one has to come to. */
const home = temporaryFolder();
let whole: string;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  cli = bundledCli();
  await writeDataset(join(home.path, 'pets'), 4);
  writeFileSync(join(home.path, 'mixing.json'), JSON.stringify({ ...mixingRecipe, variants }));
  await runCli(cli, args('out'), home.path);
  whole = treeHash(join(home.path, 'out'));
});
afterAll(() => home.remove());
beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['pets', 'mixing.json']) take(name);
});
afterEach(() => folder.remove());

/** Copies what was made once, but for what is there already. */
function take(name: string, as = name): void {
  cpSync(join(home.path, name), at(as), { recursive: true, force: false });
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
/** With one worker: half of what a run of this size costs are the starts of processes. */
const alone = (out: string, ...more: readonly string[]) => args(out, '--workers', '1', ...more);
const at = (...names: readonly string[]) => join(folder.path, ...names);

/** A run that sends itself a signal at its nth file, and is waited for; every second one with two workers. */
const signalled = (count: number, signal: NodeJS.Signals, out: string) =>
  ended(startSignalled(cli, args(out, '--workers', `${1 + (count % 2)}`), folder.path, count, signal));

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
    const resumed = await runCli(cli, alone('out', '--resume'), folder.path);
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
  const shard = (i: number, out = 'out') => alone(out, '--shard', `${i}/3`);
  const killed = async (words: readonly string[], count: number) =>
    expect((await ended(startSignalled(cli, words, folder.path, count, 'SIGKILL'))).signal).toBe('SIGKILL');
  const expectWhole = async (words: readonly string[], cwd = folder.path) => {
    const { code, stderr } = await runCli(cli, words, cwd);
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/changed/)]);
  };
  beforeAll(async () => {
    for (const i of [2, 1, 0]) await expectWhole(shard(i, 'shards'), home.path);
  });

  it.each(Array.from({ length: fewer }, () => random.integer([0, 2 * variants * 2])))(
    'at write %i are run again to the same tree',
    async (count) => {
      const source = treeHash(at('pets'));
      await killed(shard(1), count);
      expect((await runCli(cli, ['merge', 'out'], folder.path)).code).toBe(2);
      await expectWhole(shard(1));
      take('shards', 'out'); // the two others
      await expectWhole(['merge', 'out']);
      expect([treeHash(at('out')), treeHash(at('pets'))]).toEqual([whole, source]);
    },
  );

  it.each(Array.from({ length: fewer }, () => random.integer([0, 28])))(
    'and a merge at write %i, are merged to the same tree',
    async (count) => {
      const source = treeHash(at('pets'));
      take('shards', 'out');
      await killed(['merge', 'out'], count);
      await expectWhole(['merge', 'out']);
      expect([treeHash(at('out')), treeHash(at('pets'))]).toEqual([whole, source]);
    },
  );
});

describe.skipIf(process.platform !== 'linux')('a tar that is killed', () => {
  const random = randomFor('kills', 5);
  const tar = (out: string, ...more: readonly string[]) => alone(out, '--tar', ...more);
  beforeAll(() => runCli(cli, tar('tar'), home.path));

  it.each([0, ...Array.from({ length: fewer }, () => random.integer([0, 6]))])(
    'at write %i is not there, or whole, and is made to the same bytes',
    async (count) => {
      const source = treeHash(at('pets'));
      await ended(startSignalled(cli, tar('out'), folder.path, count, 'SIGKILL'));
      const tars = filesBelow(at('out')).filter((path) => path.endsWith('.tar'));
      for (const path of tars)
        expect(readFileSync(at('out', path))).toEqual(readFileSync(join(home.path, 'tar', path)));
      expect((await runCli(cli, tar('out', '--resume'), folder.path)).code).toBe(0);
      expect([treeHash(at('out')), treeHash(at('pets'))]).toEqual([treeHash(join(home.path, 'tar')), source]);
    },
  );
});

describe.skipIf(process.platform !== 'linux')('an undo that is killed', () => {
  const random = randomFor('kills', 4);

  it.each(Array.from({ length: fewer }, () => random.integer([0, 8 * variants + 10])))(
    'at file %i is done again to its end, and touches no original',
    async (count) => {
      const source = treeHash(at('pets'));
      take('out');
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
    const { child, end } = await frozen('--workers', '1');
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
      const full = await runCli(cli, alone('out'), folder.path);
      expect(full.stderr).toMatch(/The run stopped: cannot write .*: the disk is full.*--resume/);
      expect(full.code).toBe(1);
      expect(filesBelow(at('out')).filter((f) => f.endsWith('.tmp'))).toEqual([]);
      mount('remount,size=64m,nr_inodes=4000');
      expect((await runCli(cli, alone('out', '--resume'), folder.path)).code).toBe(0);
      expect(treeHash(at('out'))).toBe(whole);
    } finally {
      execFileSync('umount', ['-l', at('out')]);
    }
  });
});

/** Processes whose parent is this one. */
const childrenOf = (pid: number): readonly string[] =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid));
