import { availableParallelism } from 'node:os';
import { aborted, type TaskProgress, type TaskTable } from './calls';
import type { Tasks } from './tasks';
import { type Job, startWorker, type WorkerProcess } from './worker-process';

export interface PoolOptions {
  /** Processes at most; default: as many as there are cores. */
  readonly workers?: number;
  /** Absolute path of the worker's bundle. */
  readonly workerFile: string;
  /** Variables of the workers' environment, beside those of this process; undefined: without that one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds without a sign of life until a task counts as hanging. Default 120 s. */
  readonly timeLimit?: number;
  /** Milliseconds until a process without work is ended. Default 60 s. */
  readonly idleLimit?: number;
}

export interface TaskOptions {
  /**
   * A task that waits is dropped at once; one that runs rejects when its worker has noticed. Both with an `AbortError`;
   * one that was all but done may still succeed.
   */
  readonly signal?: AbortSignal;
  /** Goes before all tasks that are not: somebody is looking at a tile. */
  readonly urgent?: boolean;
  /** How far a long task is, about twice a second. */
  onProgress?(progress: TaskProgress): void;
}

/** Worker processes, started when they are needed. */
export interface Pool<T extends TaskTable = Tasks> {
  /** How many tasks can run at the same time. */
  readonly workers: number;
  /** Rejects with a readable message when the task fails, crashes its worker or hangs; other tasks go on. */
  run<K extends keyof T & string>(kind: K, ask: T[K]['ask'], options?: TaskOptions): Promise<T[K]['result']>;
  /** Ends all workers at once; what is waiting or running rejects. */
  dispose(): void;
}

interface Seat {
  readonly worker: WorkerProcess;
  job: Job | undefined;
  idle: NodeJS.Timeout | undefined;
}

/** A pool of worker processes that run `workerFile`. Nothing is started before the first task. */
export function createPool<T extends TaskTable = Tasks>(options: PoolOptions): Pool<T> {
  const { workerFile, timeLimit = 120_000, idleLimit = 60_000 } = options;
  const workers = Math.max(1, options.workers ?? availableParallelism());
  const urgent: Job[] = [];
  const waiting: Job[] = [];
  const seats = new Set<Seat>();
  let lastId = 0;
  let disposed = false;

  const dispatch = () => {
    while (!disposed && urgent.length + waiting.length > 0) {
      const seat = [...seats].find((s) => !s.job) ?? (seats.size < workers ? open() : undefined);
      if (!seat) return;
      const job = (urgent.shift() ?? waiting.shift())!;
      clearTimeout(seat.idle);
      seat.job = job;
      seat.worker.start(job);
    }
  };
  const open = (): Seat => {
    const seat: Seat = {
      job: undefined,
      idle: undefined,
      worker: startWorker({
        workerFile,
        timeLimit,
        env: options.env,
        onFree: () => {
          seat.job = undefined;
          seat.idle = setTimeout(() => {
            seats.delete(seat);
            seat.worker.stop();
          }, idleLimit);
          seat.idle.unref();
          dispatch();
        },
        onGone: () => {
          clearTimeout(seat.idle);
          seats.delete(seat);
          dispatch();
        },
      }),
    };
    seats.add(seat);
    return seat;
  };
  const cancel = (job: Job, list: Job[]) => {
    const at = list.indexOf(job);
    if (at >= 0) {
      list.splice(at, 1);
      job.reject(aborted());
    } else {
      for (const seat of seats) if (seat.job === job) seat.worker.cancel();
    }
  };

  return {
    workers,
    run(kind, ask, { signal, urgent: first = false, onProgress } = {}) {
      const list = first ? urgent : waiting;
      return new Promise((resolve, reject) => {
        if (disposed || signal?.aborted) return reject(aborted());
        const onAbort = () => cancel(job, list);
        const settled = () => signal?.removeEventListener('abort', onAbort);
        const job: Job = {
          id: ++lastId,
          kind,
          ask,
          onProgress,
          resolve(value) {
            settled();
            resolve(value);
          },
          reject(error) {
            settled();
            reject(error);
          },
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        list.push(job);
        dispatch();
      });
    },
    dispose() {
      disposed = true;
      for (const job of [...urgent.splice(0), ...waiting.splice(0)]) job.reject(aborted());
      for (const seat of seats) {
        clearTimeout(seat.idle);
        seat.job?.reject(aborted());
        seat.worker.stop();
      }
    },
  };
}
