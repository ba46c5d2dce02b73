import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { undoRun } from '../../../src/engine/undo';
import { inProcess } from '../labels/in-process';
import { filesBelow, smallRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, ended, isFrozen, runCli, startSignalled, until } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Rights mean nothing to root, as whom containers run tests: the commands run as somebody else then. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const cli = bundledCli();
const canMount = process.platform === 'linux' && spawnSync('unshare', ['-m', 'true']).status === 0;
/** False where that somebody may not read this project. */
const canRun = process.platform !== 'win32' && spawnSync(process.execPath, [cli, '--version'], user).status === 0;

let folder: ReturnType<typeof temporaryFolder>;
const at = (...names: readonly string[]) => join(folder.path, ...names);
const args = (...more: readonly string[]) => ['run', 'pets', '--recipe', 'small.json', '--out', 'out', ...more];
const run = (...more: readonly string[]) => runCli(cli, args(...more), folder.path, user);

beforeEach(async () => {
  folder = temporaryFolder();
  await writeDataset(at('pets'));
  writeFileSync(at('small.json'), JSON.stringify(smallRecipe));
  if (user.uid === undefined) return;
  for (const path of ['', ...filesBelow(folder.path)]) chownSync(at(path), user.uid, user.gid);
});
afterEach(() => folder.remove());

describe.skipIf(!canMount)('on a file system that is read-only', () => {
  it('a run is refused before it begins, an undo stops with the reason, and both go on when it is not', async () => {
    const disk = at('disk');
    mkdirSync(disk);
    const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
    mount('size=16m');
    try {
      const remount = (how: 'ro' | 'rw') => mount(`remount,${how},size=16m`);
      const dataset = await openDataset([at('pets')]);
      const out = join(disk, 'out');
      const choice = { out, onlyVariants: true, allowEvaluationData: false };
      const start = () => runRecipe(dataset, smallRecipe, choice, { pool: inProcess });
      remount('ro');
      await expect(start()).rejects.toThrow(`${disk} can't be written to. Choose another folder.`);
      remount('rw');
      expect((await start()).variants).toBe(18);
      remount('ro');
      await expect(undoRun(out)).rejects.toThrow(/^cannot write .*: the file system is read-only$/);
      remount('rw');
      expect(await undoRun(out)).toMatchObject({ deleted: 18, kept: [] });
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});

describe.skipIf(!canRun)('without the right to write', () => {
  it('a run is refused before it begins, with what to do', async () => {
    chmodSync(folder.path, 0o555);
    const before = treeHash(folder.path);
    const { code, stderr } = await run();
    expect(stderr).toContain("can't be written to. Choose another folder.");
    expect(code).toBe(2);
    chmodSync(folder.path, 0o755);
    expect(treeHash(folder.path)).toBe(before);
  });

  it.skipIf(process.platform !== 'linux')('a run that loses it stops, whole, and is resumed', async () => {
    const child = startSignalled(cli, args(), folder.path, 6, 'SIGSTOP', user);
    const end = ended(child);
    await until(() => isFrozen(child));
    const lost = ['out/train/cat', 'out/train/dog'].map((name) => at(name)).filter((path) => existsSync(path));
    for (const path of lost) chmodSync(path, 0o555);
    child.kill('SIGCONT');
    const stopped = await end;
    expect(stopped.stderr).toMatch(/The run stopped: cannot write .*: this user may not write there.*--resume/);
    expect(stopped.code).toBe(1);
    for (const path of lost) chmodSync(path, 0o755);
    expect((await run('--resume')).code).toBe(0);
    expect(filesBelow(at('out')).filter((path) => path.includes('__aug-'))).toHaveLength(18);
    expect(filesBelow(at('out')).filter((path) => path.endsWith('.tmp'))).toEqual([]);
  });
});
