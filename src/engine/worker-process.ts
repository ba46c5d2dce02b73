import { type ChildProcess, fork } from 'node:child_process';
import { type FromWorker, received, type TaskProgress, type ToWorker } from './calls';

/** One task as the pool keeps it. */
export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly ask: unknown;
  resolve(value: unknown): void;
  reject(error: Error): void;
  onProgress?(progress: TaskProgress): void;
}

export interface WorkerProcess {
  /** One job at a time; `done` is called when the worker is free again, or gone. */
  start(job: Job): void;
  cancel(): void;
  /** Ends the process at once. */
  stop(): void;
}

interface WorkerOptions {
  readonly workerFile: string;
  /** Milliseconds without a sign of life until a task counts as hanging. */
  readonly timeLimit: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The worker is free for another job. */
  onFree(): void;
  /** The process has ended; the job that it had is rejected already. */
  onGone(): void;
}

/** Milliseconds in which a worker that hangs may still end what it started: an ffmpeg, and its folder. */
const grace = 1000;

/** Room for new objects, in MB: with V8's own 16, of which most is unused, a worker grows by 30 MB in a long run. */
const youngest = '--max-semi-space-size=2';

/**
 * What Linux's allocator keeps for the next picture, in bytes: a codec's buffers were given back after each, and taken
 * anew, which took 7 % of a run over 2,000 photos. Other systems don't know these names.
 */
const keptMemory = { MALLOC_TRIM_THRESHOLD_: '8388608', MALLOC_MMAP_THRESHOLD_: '4194304', MALLOC_TOP_PAD_: '1048576' };

/**
 * Starts a worker as a process of its own: a decoder that crashes or hangs on a hostile file takes this process along,
 * and nothing else. In desktop VS Code the executable is Electron, which runs as Node when it is told to.
 */
export function startWorker({ workerFile, timeLimit, env, onFree, onGone }: WorkerOptions): WorkerProcess {
  const { NODE_OPTIONS, ...inherited } = process.env; // a debugger's options are meant for the parent
  const child = fork(workerFile, [], {
    serialization: 'advanced',
    execArgv: [youngest],
    env: { ...keptMemory, ...inherited, ...env, ELECTRON_RUN_AS_NODE: '1', UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = keepTail(child);
  let job: Job | undefined;
  let clock: NodeJS.Timeout | undefined;
  let tooSlow = false;

  const settle = (act: (job: Job) => void) => {
    clearTimeout(clock);
    const settled = job;
    job = undefined;
    if (settled) act(settled);
  };
  const wind = () => {
    clearTimeout(clock);
    clock = setTimeout(() => {
      tooSlow = true;
      if (child.connected) child.disconnect(); // it ends itself as an orphan does, where it waits for something
      clock = setTimeout(() => child.kill('SIGKILL'), grace);
    }, timeLimit);
  };
  const send = (message: ToWorker) => void child.send(message, () => {}); // a closed channel shows as an exit

  child.on('message', (message: FromWorker) => {
    if (tooSlow || message.id !== job?.id) return;
    if ('alive' in message) {
      if (message.progress) job.onProgress?.(message.progress);
      return wind();
    }
    settle((j) => ('error' in message ? j.reject(received(message.error)) : j.resolve(message.value)));
    onFree();
  });
  let gone = false;
  const end = (how: string) => {
    if (gone) return;
    gone = true;
    const reason = tooSlow ? `took longer than ${timeLimit / 1000} seconds and was stopped` : how;
    settle((j) => j.reject(new Error(reason)));
    onGone();
  };
  child.on('error', (error) => end(`the worker process could not be started: ${error.message}`));
  child.on('exit', () => tooSlow && end('')); // its channel was closed from here: Node tells no 'close' then
  child.on('close', (code, signal) => end(`the worker process crashed (${signal ?? `exit ${code}`})${lastWords()}`));
  return {
    start(next) {
      job = next;
      wind();
      send({ id: next.id, kind: next.kind, ask: next.ask });
    },
    cancel() {
      if (job) send({ cancel: job.id });
    },
    stop() {
      child.kill('SIGKILL');
    },
  };
}

/** The last line that a process said on stderr: the reason, when a native module can't be loaded. */
function keepTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4000);
  });
  return () => {
    const line = tail.split('\n').find((l) => /error/i.test(l)) ?? tail.trim().split('\n').at(-1);
    return line ? `: ${line.trim()}` : '';
  };
}
