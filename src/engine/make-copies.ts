import { constants, mkdirSync, rmSync } from 'node:fs';
import { access, copyFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hashFile, writeError } from './files';
import { readable } from './readable';
import type { CopyAsk, CopyOutcome } from './tasks';

/** Copies a file under its temporary name, sharing blocks with its source where the file system can. */
export async function copyOne({ from, to }: CopyAsk['files'][number]): Promise<CopyOutcome> {
  try {
    await access(from, constants.R_OK);
  } catch (error) {
    return { error: readable(error).message };
  }
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      mkdirSync(dirname(to), { recursive: true });
      await copyFile(from, to, constants.COPYFILE_FICLONE);
    });
    return { sha256: (await hashFile(to))! };
  } catch (error) {
    rmSync(to, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EIO') return { error: readable(error).message };
    throw writeError(to, error);
  }
}
