import { createHash, hash as hashOnce, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { unfinishedSuffix } from '../core/manifest';

/** The disk, or the rights on it, gave out while writing: the run can't go on. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long for this file system',
};

/** Also those that come from a worker, where the class is lost. */
export const isWriteError = (error: unknown): boolean => error instanceof Error && error.name === 'WriteError';

/** "cannot write x: the disk is full" */
export function writeError(path: string, error: unknown): WriteError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new WriteError(`cannot write ${path}: ${reasons[code] ?? message}`);
}

const unfinished = new RegExp(`^\\.augment-([0-9a-f]{8})-\\d+\\${unfinishedSuffix}$`);

/** True for the name of an unfinished file: of one of these runs, or of any. */
export function isUnfinished(name: string, runs?: ReadonlySet<string>): boolean {
  const run = unfinished.exec(name)?.[1];
  return run !== undefined && (!runs || runs.has(run));
}

/** Names for the unfinished files of one run. */
export interface TempNames {
  /** Random, so that a worker that outlives a killed run can't write into the files of the next. */
  readonly run: string;
  /** A name not given before, in the folder of the final one: `.augment-<run>-<n>.tmp`, which is never too long. */
  readonly next: (finalPath: string) => string;
}

export function tempNames(): TempNames {
  const run = randomBytes(4).toString('hex');
  let n = 0;
  return { run, next: (finalPath) => `${dirname(finalPath)}${sep}.augment-${run}-${++n}${unfinishedSuffix}` };
}

/** Removes what runs that were cut off left unfinished below a folder: all of them, or those with these names. */
export async function removeUnfinished(folder: string, runs?: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await removeUnfinished(path, runs);
    else if (isUnfinished(entry.name, runs)) await rm(path, { force: true });
  }
}

/** Writes a whole file, and makes its folder when there is none. Throws a `WriteError` and leaves no half file. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  try {
    try {
      writeFileSync(path, bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
  } catch (error) {
    removeHalf(path);
    throw writeError(path, error);
  }
}

/** Removes what could not be written to its end, and says nothing: why it could not is the error that counts. */
export function removeHalf(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {} // below a file, or on a disk that is gone
}

/** SHA-256 of some bytes, or of a text in UTF-8. In one call where Node has it (20.12): rows are short. */
export const sha256Of: (bytes: Uint8Array | string) => string = hashOnce
  ? (bytes) => hashOnce('sha256', bytes)
  : (bytes) => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of a file; undefined when there is no such file. */
export async function hashFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) hash.update(chunk as Buffer);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

/** A text file that grows without being held in memory. */
export interface TextFile {
  /** Nothing to wait for while the text goes into memory. */
  write(text: string): Promise<void> | undefined;
  /** Bytes, which must be of its encoding, go in as they are. */
  writeBytes(bytes: Buffer): Promise<void>;
  /** Ends the file under its temporary name. */
  end(): Promise<void>;
}

const bufferSize = 1 << 18; // bytes

/** Starts a text file; what stood at `path` is replaced. */
export async function startTextFile(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<TextFile> {
  const file = await open(path, 'w').catch((error: unknown) => Promise.reject(writeError(path, error)));
  let buffer = Buffer.allocUnsafe(bufferSize); // bytes at once: waiting texts would be copied by every young collection
  let filled = 0;
  const put = async (bytes: Buffer) => {
    await file.writeFile(bytes).catch((error: unknown) => Promise.reject(writeError(path, error)));
  };
  const flush = async () => {
    if (filled === 0) return;
    const bytes = buffer.subarray(0, filled);
    buffer = Buffer.allocUnsafe(bufferSize);
    filled = 0;
    await put(bytes);
  };
  return {
    write(text) {
      const most = text.length * 3; // bytes of UTF-8
      if (most > bufferSize) return flush().then(() => put(Buffer.from(text, encoding)));
      if (filled + most <= bufferSize) {
        filled += buffer.write(text, filled, encoding);
        return undefined;
      }
      return flush().then(() => {
        filled += buffer.write(text, filled, encoding);
      });
    },
    writeBytes: (bytes) => flush().then(() => put(bytes)),
    async end() {
      await flush().finally(() => file.close());
    },
  };
}

/** Gives a finished file its final name. */
export async function finish(temp: string, final: string): Promise<void> {
  await rename(temp, final).catch((error: unknown) => Promise.reject(writeError(final, error)));
}

/** Gives a finished file its final name, never over another file. At once: a thread to wait for costs more than naming. */
export function finishNew(temp: string, final: string): void {
  if (existsSync(final)) throw new WriteError(`${final} was written by somebody else meanwhile; it is left as it is`);
  try {
    renameSync(temp, final);
  } catch (error) {
    throw writeError(final, error);
  }
}

/** A small file, whole or not at all. */
export async function replaceFile(path: string, text: string, temp: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  writeWhole(temp, Buffer.from(text));
  await finish(temp, path);
}
