import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OtherFile, Sample } from '../core/dataset';

/** Where a file of the dataset lies on disk. */
export const onDisk = (root: string, file: Pick<Sample | OtherFile, 'path' | 'diskPath'>): string =>
  join(root, file.diskPath ?? file.path);

/** Where a recorded path lies below a folder, whose names may be written in another Unicode form. */
export async function findOnDisk(folder: string, path: string): Promise<string> {
  let place = folder;
  for (const part of path.split('/')) {
    const names: readonly string[] = await readdir(place).catch(() => []);
    place = join(place, names.includes(part) ? part : (names.find((n) => n.normalize('NFC') === part) ?? part));
  }
  return place;
}
