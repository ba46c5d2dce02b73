/// <reference path="./fluent-ffmpeg.d.ts" />
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { aborted } from '../calls';
import { WriteError } from '../files';
import type { TaskControl } from '../serve';

/** A file with its options, which stand before it. Paths are absolute. */
export interface FfmpegFile {
  readonly path: string;
  readonly options?: readonly string[];
}
export interface FfmpegJob {
  readonly inputs: readonly FfmpegFile[];
  /** The filter graph; outputs take from it with `-map`. */
  readonly graph?: string;
  readonly outputs: readonly FfmpegFile[];
  /** Milliseconds. Default 10 minutes. */
  readonly timeLimit?: number;
}

/** Only local files, and no list of files under the name of a clip. */
const guarded = ['-protocol_whitelist', 'file,pipe'];
const running = new Set<FfmpegCommand>();

// The parent is gone: first of those who hear of it, for the last of them ends this process.
process.prependListener('disconnect', () => {
  for (const command of running) command.kill('SIGKILL');
});

/**
 * Runs one ffmpeg, and gives what it said. It says nothing to a terminal, reads none, and is ended with the task.
 * Rejects with what is wrong with the input, in words; with a `WriteError`; with an `AbortError`.
 */
export async function runFfmpeg(binary: string, job: FfmpegJob, control: TaskControl): Promise<string> {
  const command = ffmpeg({ stdoutLines: 400 });
  // Of this library's own look at the binary, the format check misreads version 7, and all is kept by process.
  command._getFfmpegPath = (done) => done(null, binary);
  command._checkCapabilities = (done) => done();
  command.availableEncoders = (done) => done(null, {});
  for (const { path, options = [] } of job.inputs) {
    command.input(`file:${path}`).inputOptions('-nostdin', '-hide_banner', ...guarded, ...options);
  }
  if (job.graph) command.complexFilter(job.graph);
  for (const { path, options = [] } of job.outputs) command.output(`file:${path}`).outputOptions(...options, '-y');
  const lines: string[] = [];
  let ended: Error | undefined;
  const end = (why: Error) => {
    ended ??= why;
    command.kill('SIGKILL');
  };
  const { timeLimit = 600_000 } = job;
  const clock = setTimeout(() => end(new Error(`took longer than ${timeLimit / 1000} seconds`)), timeLimit);
  const watch = setInterval(() => {
    try {
      control.check();
    } catch {
      end(aborted());
    }
  }, 100);
  running.add(command);
  try {
    await new Promise<void>((resolve, reject) => {
      command.on('stderr', (line) => {
        lines.push(line);
        control.alive();
      });
      command.on('end', resolve);
      command.on('error', (error) => reject(ended ?? failure(lines, error)));
      command.run();
    });
    return lines.join('\n');
  } finally {
    running.delete(command);
    clearTimeout(clock);
    clearInterval(watch);
  }
}

const reasons: readonly (readonly [said: RegExp, reason: string])[] = [
  [/moov atom not found/i, 'is cut off: its table of contents (moov) is missing'],
  [/: End of file$/m, 'is cut off at its beginning, or not of this kind'],
  [/Picture size \S+ is invalid/, 'has larger pictures than are decoded: up to 100 million pixels'],
  [
    /Invalid data found when processing input|could not find codec parameters|^file:.*: Invalid argument$/im,
    'is damaged, or not of this kind',
  ],
  [/matches no streams|does not contain any stream/i, 'holds no such stream'],
];

/** What went wrong, out of the last lines that ffmpeg said. */
function failure(lines: readonly string[], error: Error): Error {
  const said = lines.slice(-40).join('\n');
  if (/No space left on device/i.test(said)) return new WriteError('ffmpeg could not write: the disk is full');
  const known = reasons.find(([pattern]) => pattern.test(said));
  if (known) return new Error(known[1]);
  const last = lines.filter((l) => /error|invalid|unknown|not found|failed|unable|no such/i.test(l)).at(-1);
  return new Error(`ffmpeg: ${(last ?? error.message).trim()}`);
}
