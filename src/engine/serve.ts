import { setImmediate } from 'node:timers/promises';
import { aborted, type FromWorker, sendable, type TaskProgress, type TaskTable, type ToWorker } from './calls';

/** What a task may do while it works. */
export interface TaskControl {
  /** Throws when the task was cancelled; call it between two pieces of work. */
  check(): void;
  /** As `check`, after work that did not wait for anything: lets the message that cancels it come in, now and then. */
  pause(): Promise<void>;
  /** Says that the task goes on, and how far it is where that is known: its time limit starts anew. */
  alive(progress?: TaskProgress): void;
}

export type TaskHandlers<T extends TaskTable> = {
  readonly [K in keyof T]: (ask: T[K]['ask'], control: TaskControl) => Promise<T[K]['result']>;
};

/** Milliseconds between two signs of life: a message costs more than a small picture's decoding. */
const pulse = 500;
/** Milliseconds between two looks at the messages: a turn of the event loop costs as much as many small pieces of work. */
const look = 25;

/**
 * Answers the tasks of a pool: the main function of a worker process. `onOrphan` runs when the parent is gone, just
 * before this process ends.
 */
export function serveTasks<T extends TaskTable>(handlers: TaskHandlers<T>, onOrphan?: () => void): void {
  const cancelled = new Set<number>();
  const send = (message: FromWorker) => void process.send?.(message, undefined, undefined, () => {});

  let looked = performance.now();
  const work = async ({ id, kind, ask }: Exclude<ToWorker, { cancel: number }>) => {
    const check = () => {
      if (cancelled.has(id)) throw aborted();
    };
    let told = performance.now();
    const control: TaskControl = {
      check,
      async pause() {
        if (performance.now() - looked >= look) {
          await setImmediate();
          looked = performance.now();
        }
        check();
      },
      alive(progress) {
        const now = performance.now();
        if (now - told < pulse) return;
        told = now;
        send({ id, alive: true, ...(progress && { progress }) });
      },
    };
    try {
      if (!Object.hasOwn(handlers, kind)) throw new Error(`unknown task ${kind}`);
      send({ id, value: await handlers[kind]!(ask, control) });
    } catch (error) {
      send({ id, error: sendable(error) });
    } finally {
      cancelled.delete(id);
    }
  };
  process.on('message', (message: ToWorker) => {
    if ('cancel' in message) cancelled.add(message.cancel);
    else void work(message);
  });
  process.on('disconnect', () => {
    onOrphan?.();
    process.kill(process.pid, 'SIGKILL'); // process.exit() would wait for a decoder that hangs
  });
  // Ctrl+C reaches the whole process group: the parent decides how a run ends, and this process ends with its channel.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
}
