import { createPool, type Pool, type PoolOptions } from './pool';
import type { Tasks } from './tasks';

/** Tasks of models: one process holds them, however many workers draw and write. */
const ofModels: ReadonlySet<keyof Tasks> = new Set<keyof Tasks>(['answer', 'ready', 'learn']);

/** Milliseconds. Loading a model, or a slow answer, takes longer than decoding a file; a loaded model stays for a while. */
const patience = 600_000;

/** The pool of the product: workers for files and rows, and a process of its own for models, started when one is asked. */
export function createWorkers(options: PoolOptions): Pool {
  const pool = createPool(options);
  let models: Pool | undefined;
  return {
    workers: pool.workers,
    run(kind, ask, task) {
      if (!ofModels.has(kind)) return pool.run(kind, ask, task);
      models ??= createPool({ ...options, workers: 1, timeLimit: patience, idleLimit: patience });
      return models.run(kind, ask, task);
    },
    dispose() {
      pool.dispose();
      models?.dispose();
    },
  };
}
