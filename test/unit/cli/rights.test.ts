import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { filesBelow, smallRecipe, temporaryFolder, treeHash, writeDataset } from '../run/datasets';
import { bundledCli, ended, isFrozen, runCli, startSignalled, until } from './cli';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** Rights mean nothing to root, as whom containers run tests: the commands run as somebody else then. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const cli = bundledCli();
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
