import { join } from 'node:path';
import type { Pool } from '../engine/pool';
import { createWorkers } from '../engine/workers';
import type { Given, Options } from './arguments';

export const workerOptions = {
  workers: { value: 'N', help: 'processes that work at the same time; default: as many as there are cores' },
} as const satisfies Options;

/** Works with a pool of as many workers as the command line asks for, and ends it. */
export async function withPool<T>(given: Given, work: (pool: Pool) => Promise<T>): Promise<T> {
  const workers = given.whole('workers', 1, 1024);
  const pool = createWorkers({ workers, workerFile: join(__dirname, 'worker.js') }); // stands beside this bundle
  try {
    return await work(pool);
  } finally {
    pool.dispose();
  }
}
