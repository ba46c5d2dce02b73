import type { Sound } from '../../core/audio';
import { pickedFile } from '../picked-file';
import type { TaskControl } from '../serve';
import { decodeSound } from './decode';

/** Decoded recordings of the last tasks, the oldest first; few, for they may be minutes long. */
const kept = new Map<string, Promise<Sound>>();
const most = 4;

/** The recording that `pick` (0 to 1) chooses in a folder. Throws an Error that names what can't be read. */
export async function recordingIn(
  root: string,
  folder: string,
  pick: number,
  control: TaskControl,
): Promise<{ readonly sound: Sound; readonly name: string }> {
  const { path, name } = await pickedFile(root, folder, pick, 'audio', 'recordings');
  return { sound: await recent(path, control), name };
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
