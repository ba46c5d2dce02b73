import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomFor } from '../../../src/core/random';
import { filesBelow, mixingRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, ended, lastJson, runCli, startCli } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const kills = Number(process.env.KILLS ?? 5); // `npm run test:kill` takes more
const variants = 8;

let cli: string;
let whole: string;
let killed = 0;
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
const countFiles = (path: string) =>
  existsSync(path) ? filesBelow(path).filter((f) => !f.endsWith('.tmp')).length : 0;

/** Kills a run as soon as so many files have their names, and whatever else happens at that moment. */
async function killedAt(count: number): Promise<void> {
  const child = startCli(cli, args('out'), folder.path);
  const watch = setInterval(() => countFiles(at('out')) >= count && child.kill('SIGKILL'), 1);
  const { signal } = await ended(child);
  clearInterval(watch);
  if (signal === 'SIGKILL') killed++;
}

describe('a run that is killed', () => {
  const random = randomFor('kills', 2);
  const moments = Array.from({ length: kills }, () => random.integer([0, 8 * variants + 10]));

  it.each(moments)('after %i files leaves no half file, and is resumed to the same tree', async (count) => {
    const source = treeHash(at('pets'));
    await killedAt(count);
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

  it('was killed before it ended', () => {
    expect(killed).toBeGreaterThan(0);
  });

  it('can be taken back', async () => {
    await killedAt(20);
    const undone = await runCli(cli, ['undo', 'out'], folder.path);
    expect(undone.code).toBe(0);
    expect(existsSync(at('out'))).toBe(false);
  });

  it('leaves no worker behind', async () => {
    const child = startCli(cli, args('out', '--workers', '2'), folder.path);
    const end = ended(child);
    await until(() => childrenOf(child.pid!).length > 0);
    const workers = childrenOf(child.pid!);
    child.kill('SIGKILL');
    await end;
    await until(() => workers.every((pid) => !existsSync(`/proc/${pid}`)));
  });
});

describe('a run that is stopped', () => {
  it('by Ctrl+C ends with 130, whole and recorded, and --resume finds it', async () => {
    const child = startCli(cli, args('pets-augmented'), folder.path);
    const end = ended(child);
    await until(() => countFiles(at('pets-augmented')) > 5);
    child.kill('SIGINT');
    const { code } = await end;
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

describe('a live run', () => {
  it('refuses a second one, a resume and an undo, with the reason', async () => {
    const child = startCli(cli, args('out'), folder.path);
    const end = ended(child);
    await until(() => countFiles(at('out')) > 3);
    child.kill('SIGSTOP');
    const others = [args('out', '--resume'), ['undo', 'out']];
    for (const other of others) {
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

/** Processes whose parent is this one; Linux has them in /proc. */
function childrenOf(pid: number): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/, '').split(' ')[2]) === pid;
    } catch {
      return false;
    }
  });
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 2));
}
