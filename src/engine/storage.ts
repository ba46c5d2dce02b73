import { homedir } from 'node:os';
import { join } from 'node:path';

const name = 'dataset-augmentation';
let chosen: string | undefined;

/** Says where models and packed vectors are kept: the editor's extensions have a folder of their own. */
export function keepModelsIn(folder: string): void {
  chosen = folder;
}

/**
 * The folder of models and packed vectors: the one that was said, else `DATASET_AUGMENT_STORAGE`, else the system's place
 * for what programs can make or fetch again.
 */
export function modelStorage(): string {
  if (chosen) return chosen;
  const { DATASET_AUGMENT_STORAGE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (DATASET_AUGMENT_STORAGE) return DATASET_AUGMENT_STORAGE;
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  return join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), name);
}
