import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileModality } from '../core/files';
import type { Modality } from '../core/modality';
import { compareBytes } from '../core/order';

/**
 * The file that `pick` (0 to 1) chooses among those of a kind in a folder, sorted by name, at any depth. A relative folder
 * starts at `root`; `many` is their word in messages. Throws an Error that names the folder when there is none.
 */
export async function pickedFile(
  root: string,
  folder: string,
  pick: number,
  modality: Modality,
  many: string,
): Promise<{ readonly path: string; readonly name: string }> {
  const path = resolve(root, folder);
  const entries = await readdir(path, { recursive: true }).catch(() => {
    throw new Error(`the folder ${path}, from which ${many} are taken, can't be read`);
  });
  const names = entries.filter((name) => fileModality(name) === modality).sort(compareBytes);
  if (names.length === 0) throw new Error(`the folder ${path} holds no ${many}`);
  const name = names[Math.min(names.length - 1, Math.floor(pick * names.length))]!;
  return { path: join(path, name), name: name.replaceAll('\\', '/') };
}
