import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Sound } from '../../core/audio';
import { fileModality } from '../../core/files';
import { compareBytes } from '../../core/order';
import type { TaskControl } from '../serve';
import { decodeSound } from './decode';

/** Decoded recordings of the last tasks, the oldest first; few, for they may be minutes long. */
const kept = new Map<string, Promise<Sound>>();
const most = 4;

/**
 * The recording that `pick` (0 to 1) chooses among the sound files of a folder, sorted by name, at any depth. A relative
 * folder starts at `root`. Throws an Error that names the folder when there is none.
 */
export async function recordingIn(
  root: string,
  folder: string,
  pick: number,
  control: TaskControl,
): Promise<{ readonly sound: Sound; readonly name: string }> {
  const path = resolve(root, folder);
  const entries = await readdir(path, { recursive: true }).catch(() => {
    throw new Error(`the folder ${path}, from which recordings are taken, can't be read`);
  });
  const names = entries.filter((name) => fileModality(name) === 'audio').sort(compareBytes);
  if (names.length === 0) throw new Error(`the folder ${path} holds no recordings`);
  const name = names[Math.min(names.length - 1, Math.floor(pick * names.length))]!;
  return { sound: await recent(join(path, name), control), name: name.replaceAll('\\', '/') };
}

async function recent(path: string, control: TaskControl): Promise<Sound> {
  const decoding = kept.get(path) ?? decodeSound(path, control).then(({ sound }) => sound);
  kept.delete(path);
  kept.set(path, decoding);
  for (const old of [...kept.keys()].slice(0, -most)) kept.delete(old);
  return decoding.catch((error: Error) => {
    kept.delete(path);
    throw new Error(`the recording ${path} can't be used: ${error.message}`);
  });
}
