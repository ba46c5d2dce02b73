import { mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UseError } from '../core/errors';

/** The folder of `--out`, absolute: there is none yet, or nothing in it. Throws a `UseError`. */
export async function newFolder(given: string | undefined): Promise<string> {
  if (given === undefined) throw new UseError('Say with --out which folder to write to.');
  const out = resolve(given);
  const names = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UseError(`${out} can't be used as a folder: ${error.message}`);
  });
  if (names.length > 0) throw new UseError(`${out} exists and is not empty. Choose another folder.`);
  return out;
}

/** Makes the folder where there is none. Throws a `UseError`. */
export async function makeFolder(out: string): Promise<void> {
  await mkdir(out, { recursive: true }).catch(() => {
    throw new UseError(`${out} can't be made: nothing can be written there. Choose another folder.`);
  });
}
