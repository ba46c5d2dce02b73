import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export const projectRoot = resolve(import.meta.dirname, '..', '..');

/** Where downloads that several clones can share are kept; VSCODE_SERVER_DIR names another place. */
export const cacheFolder = (): string => {
  const chosen = process.env.VSCODE_SERVER_DIR;
  if (chosen) return made(resolve(chosen));
  try {
    return made(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dataset-augmentation'));
  } catch {
    return made(join(projectRoot, '.host')); // a home that can't be written, as in some containers
  }
};

const made = (folder: string): string => {
  mkdirSync(folder, { recursive: true });
  return folder;
};
