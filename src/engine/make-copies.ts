import { closeSync, constants, copyFileSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hashFile, removeHalf, sha256Of, writeError } from './files';
import { readable } from './readable';
import type { CopyAsk, CopyOutcome } from './tasks';

/** Files up to so many bytes are copied at once: to wait for a thread at each step costs more than copying them. */
const small = 1024 * 1024;

/** Copies a file under its temporary name, sharing blocks with its source where the file system can. */
export async function copyOne({ from, to }: CopyAsk['files'][number]): Promise<CopyOutcome> {
  let bytes: number;
  try {
    bytes = readableBytes(from);
  } catch (error) {
    return { error: readable(error).message };
  }
  const copy = bytes <= small ? copyFileSync : copyFile;
  try {
    try {
      await copy(from, to, constants.COPYFILE_FICLONE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(dirname(to), { recursive: true });
      await copy(from, to, constants.COPYFILE_FICLONE);
    }
    return { sha256: bytes <= small ? sha256Of(readFileSync(to)) : (await hashFile(to))! };
  } catch (error) {
    removeHalf(to);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EIO') return { error: readable(error).message };
    throw writeError(to, error);
  }
}

/** The size of a file that may be read; throws where it may not. */
function readableBytes(path: string): number {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}
