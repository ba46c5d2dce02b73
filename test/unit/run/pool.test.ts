import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPool, type Pool, type PoolOptions } from '../../../src/engine/pool';
import { temporaryFolder } from './datasets';
import type { OddTasks } from './odd-worker';
import { bundledTest } from './worker-bundle';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 }); // a busy machine takes seconds to start a process

let workerFile: string;
let pool: Pool<OddTasks>;
const open = (options: Partial<PoolOptions> = {}) => {
  pool = createPool<OddTasks>({ workers: 1, workerFile, ...options });
  return pool;
};

beforeAll(() => {
  workerFile = bundledTest('odd-worker', 'test/unit/run/odd-worker.ts');
});
afterEach(() => pool.dispose());

describe('pool', () => {
  it('sends bytes there and back', async () => {
    const bytes = new Uint8Array([1, 2, 255]);
    expect(await open().run('echo', { bytes })).toEqual({ bytes });
  });

  it('uses one process for each worker, and no more', async () => {
    open({ workers: 2 });
    const pids = await Promise.all(Array.from({ length: 12 }, () => pool.run('pid', undefined)));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
    expect(pids).not.toContain(process.pid);
  });

  it('passes on what failed, with its code', async () => {
    await expect(open().run('fail', 'no room')).rejects.toMatchObject({ message: 'no room', code: 'ENOSPC' });
  });

  it.each([
    ['crash', /crashed \(SIGSEGV\)/],
    ['exit', /crashed \(exit 3\)/],
  ] as const)('a worker that goes down (%s) costs one task', async (kind, message) => {
    open();
    const [broken, before, after] = await Promise.allSettled([
      pool.run(kind, undefined),
      pool.run('echo', 1),
      pool.run('echo', 2),
    ]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(message) } });
    expect([before, after]).toMatchObject([{ value: 1 }, { value: 2 }]);
  });

  it('a worker that hangs is stopped, and costs one task', async () => {
    open({ timeLimit: 6000 });
    const [hung, after] = await Promise.allSettled([pool.run('hang', undefined), pool.run('echo', 2)]);
    expect(hung).toMatchObject({ reason: { message: 'took longer than 6 seconds and was stopped' } });
    expect(after).toMatchObject({ value: 2 });
  });

  it('a worker that waits too long ends what it started before it goes', async () => {
    open({ timeLimit: 1500 });
    const folder = temporaryFolder();
    const ended = join(folder.path, 'ended');
    await expect(pool.run('wait', ended)).rejects.toThrow('took longer than 1.5 seconds and was stopped');
    expect(existsSync(ended)).toBe(true);
    folder.remove();
  });

  it('a long task that shows signs of life is not stopped', async () => {
    open({ timeLimit: 3000 });
    await pool.run('pid', undefined); // started
    expect(await pool.run('pieces', 160)).toBe(160);
  });

  it('drops a waiting task at once, cancels a running one, and stays usable', async () => {
    open();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const long = pool.run('pieces', 100_000, { signal: running.signal });
    const dropped = pool.run('echo', 1, { signal: waiting.signal });
    waiting.abort();
    await expect(dropped).rejects.toMatchObject({ name: 'AbortError' });
    running.abort();
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
    expect(await pool.run('echo', 'still here')).toBe('still here');
  });

  it('refuses a task that is aborted already', async () => {
    await expect(open().run('echo', 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('takes urgent tasks first', async () => {
    open();
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      pool.run('pieces', 3).then(note('first')),
      pool.run('echo', 1).then(note('ordinary')),
      pool.run('echo', 2, { urgent: true }).then(note('urgent')),
    ]);
    expect(order).toEqual(['first', 'urgent', 'ordinary']);
  });

  it('ends idle processes, and starts new ones when there is work again', async () => {
    open({ idleLimit: 1 });
    const first = await pool.run('pid', undefined);
    await gone(first);
    expect(await pool.run('pid', undefined)).not.toBe(first);
  });

  it('rejects what is under way when it is disposed, and what comes after', async () => {
    open();
    const pid = await pool.run('pid', undefined);
    const running = pool.run('pieces', 100_000);
    pool.dispose();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(pool.run('echo', 1)).rejects.toMatchObject({ name: 'AbortError' });
    await gone(pid);
  });

  it('says why a worker can not be started', async () => {
    open({ workerFile: '/nowhere/worker.js' });
    await expect(pool.run('echo', 1)).rejects.toThrow(/crashed \(exit 1\).*Cannot find module/);
  });
});

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
