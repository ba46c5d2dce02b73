import { readdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, sep } from 'node:path';
import { fileModality } from '../core/files';
import { stemOf } from '../core/names';
import { splitWord } from '../core/splits';
import { isVisible } from './entries';
import { isDocument } from './text/documents';

/** What stands in a folder. */
export interface Listing {
  /** Everything, hidden files too. */
  readonly names: readonly string[];
  readonly folders: readonly string[];
  /** How many files may be samples. */
  readonly media: number;
  /** How many may be documents, of those whose names are no splits. */
  readonly texts: number;
}
export type Look = (folder: string) => Promise<Listing>;

/** Listings of folders, each read once; one that can't be read is empty. */
export function listings(): Look {
  const known = new Map<string, Promise<Listing>>();
  const read = async (folder: string): Promise<Listing> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const visible = entries.filter((e) => isVisible(e.name));
    return {
      names: entries.map((e) => e.name),
      folders: visible
        .filter((e) => e.isDirectory() || (e.isSymbolicLink() && !fileModality(e.name)))
        .map((e) => e.name),
      media: visible.filter((e) => !e.isDirectory() && fileModality(e.name)).length,
      texts: visible.filter((e) => !e.isDirectory() && isDocument(e.name) && !splitWord(stemOf(e.name))).length,
    };
  };
  return (folder) => {
    const listing = known.get(folder) ?? read(folder);
    known.set(folder, listing);
    return listing;
  };
}

/** The file system's root, the home folder and all above it. */
export const isTooMuch = (folder: string): boolean =>
  dirname(folder) === folder || `${homedir()}${sep}`.startsWith(folder + sep);

/** Folders that collect things, which are no dataset's root unless the user says so. */
export const isCollection = (folder: string): boolean =>
  isTooMuch(folder) ||
  folder === tmpdir() ||
  (dirname(folder) === homedir() && /^(desktop|documents|downloads|pictures)$/i.test(basename(folder)));

/** A folder and those above it that may be the root of a dataset in it. */
export async function* upward(folder: string, look: Look): AsyncGenerator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if ((await look(at)).names.includes('.git') || isCollection(dirname(at))) return;
  }
}
