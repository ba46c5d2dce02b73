import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UseError } from '../core/errors';
import { recordNames } from '../core/manifest';
import { isJournalName } from '../core/shards';
import { writeError } from './files';
import { type HeaderLine, isHeader, type JournalLine, readLines } from './lines';

const beat = 10_000; // ms between two signs of life
const stale = 60_000; // ms without one until a run counts as cut off

/** The tokens of the runs that this process has under way. */
const ours = new Set<string>();

/** What a run has done so far: a line for each file, on disk before the file gets its name. Also the run's lock. */
export interface Journal {
  /** Appends lines in one write; the offset of each. Throws a `WriteError`. */
  append(lines: readonly JournalLine[]): readonly number[];
  /** Ends the run's hold of the folder; the journal stays, for `--resume` and undo. */
  close(): void;
  /** Ends it for good: all that it says stands in the manifest. */
  remove(): Promise<void>;
}

/**
 * Opens the journal of a run into `out`, or of a part of it, which has a name of its own. `start` begins one and throws a `UseError` where there is one; `resume` goes on
 * with one, or begins one. Both throw a `UseError` with the reason while a live run holds the folder.
 */
export async function openJournal(
  out: string,
  how: 'start' | 'resume',
  token: string,
  name: string = recordNames.journal,
): Promise<Journal> {
  const path = join(out, name);
  let file: number;
  try {
    file = openSync(path, how === 'start' ? 'ax' : 'a+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw await heldError(out);
    throw writeError(path, error);
  }
  let size = fstatSync(file).size;
  const write = (text: string): number => {
    const bytes = Buffer.from(text);
    const offset = size;
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch (error) {
      throw writeError(path, error);
    }
    size += bytes.length;
    return offset;
  };
  if (endsInMidLine(file, size)) write('\n');
  const header: HeaderLine = { run: { pid: process.pid, host: hostname(), token } };
  const headerAt = write(`${JSON.stringify(header)}\n`);
  const other = await liveIn(path, headerAt); // of two that come at the same time, the first header wins
  if (other) {
    closeSync(file);
    throw new UseError(liveReason(out, other));
  }
  ours.add(token);
  const heart = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), beat);
  heart.unref();
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    clearInterval(heart);
    ours.delete(token);
    try {
      write(`${JSON.stringify({ run: { ...header.run, left: true } } satisfies HeaderLine)}\n`);
    } catch {
      // a full disk: others wait until the process is gone, or the heartbeat is old
    }
    closeSync(file);
  };
  return {
    append(lines) {
      const texts = lines.map((line) => `${JSON.stringify(line)}\n`);
      let at = write(texts.join(''));
      return texts.map((text) => {
        const offset = at;
        at += Buffer.byteLength(text);
        return offset;
      });
    },
    close,
    async remove() {
      close();
      await rm(path, { force: true });
    },
  };
}

function endsInMidLine(file: number, size: number): boolean {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== 10;
}

/** The run, or a part of one, that is writing into a folder now. */
export async function liveRun(out: string): Promise<HeaderLine['run'] | undefined> {
  const names = await readdir(out).catch(() => []);
  for (const name of names.filter(isJournalName)) {
    const live = await liveIn(join(out, name));
    if (live) return live;
  }
  return undefined;
}

/** Who holds a journal; of those whose header stands before `before`. */
async function liveIn(path: string, before = Number.POSITIVE_INFINITY): Promise<HeaderLine['run'] | undefined> {
  const touched = await stat(path).then(
    (s) => s.mtimeMs,
    () => undefined,
  );
  if (touched === undefined) return undefined;
  const runs = new Map<string, HeaderLine['run']>();
  for await (const { offset, line } of readLines(path)) {
    if (offset >= before) break;
    if (!isHeader(line)) continue;
    if (line.run.left) runs.delete(line.run.token);
    else runs.set(line.run.token, line.run);
  }
  return [...runs.values()].find((run) => isLive(run, touched));
}

/** Numbers of processes are used again, and other hosts can't be asked: a live run also touches its journal. */
function isLive({ pid, host, token }: HeaderLine['run'], touched: number): boolean {
  if (host === hostname()) {
    if (pid === process.pid) return ours.has(token);
    if (!exists(pid)) return false;
  }
  return Date.now() - touched < stale;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Throws a `UseError` with the reason while a live run holds the folder. */
export async function refuseLive(out: string): Promise<void> {
  const live = await liveRun(out);
  if (live) throw new UseError(liveReason(out, live));
}

const liveReason = (out: string, { pid, host }: HeaderLine['run']): string =>
  `A run is writing into ${out} now (process ${pid} on ${host}). Wait until it ends, or cancel it.`;

async function heldError(out: string): Promise<UseError> {
  const live = await liveRun(out);
  return new UseError(
    live ? liveReason(out, live) : `${out} holds a run that was cut off. Resume that run, or undo it first.`,
  );
}
