import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Split } from '../core/dataset';
import { UseError } from '../core/errors';
import { areSplits, splitRemainder, splitWord } from '../core/splits';
import { containerNames, labelFolderNames } from '../formats/tree';
import { isLabelFile } from './label-file';
import { isCollection, isTooMuch, type Listing, type Look, listings, upward } from './listing';
import { isOwnOutput } from './walk';

/** What a selection means: which dataset, and what of it. */
export interface Chosen {
  /** Absolute path of the dataset root. */
  readonly root: string;
  /** Relative to the root, `/`, NFC; `['']` is everything. */
  readonly selection: readonly string[];
  /** The split that the names of the root and of its parents stand for. */
  readonly rootSplit?: Split;
  /** A single file that belongs to no larger dataset. */
  readonly single: boolean;
}

/**
 * Resolves files and folders to the dataset that they belong to: the folder that holds the splits, the images and labels,
 * or the classes. Throws a `UseError` when they belong to several, do not exist, or are too much to be a dataset.
 */
export async function resolveChosen(paths: readonly string[]): Promise<Chosen> {
  if (paths.length === 0) throw new UseError('Nothing was chosen. Choose a folder or files of a dataset.');
  const look = listings();
  const chosen = await Promise.all(paths.map((path) => place(path)));
  const roots = await Promise.all(chosen.map(({ folder }) => rootOf(folder, look)));
  const root = roots.reduce((a, b) => (b.length < a.length ? b : a));
  const stray = chosen.findIndex(({ path }) => path !== root && !path.startsWith(root + sep));
  if (stray >= 0) {
    throw new UseError(
      `${basename(paths[roots.indexOf(root)]!)} and ${basename(paths[stray]!)} belong to different datasets (${root} and ${roots[stray]}). Choose parts of one dataset.`,
    );
  }
  const relatives = chosen.map(({ path }) => relative(root, path).split(sep).join('/').normalize('NFC'));
  const single = chosen.length === 1 && chosen[0]!.isFile && chosen[0]!.folder === root;
  if (!single && isTooMuch(root)) {
    throw new UseError(`${root} is too much to be a dataset. Choose the folder in it that holds the data.`);
  }
  const outermost = [...new Set(relatives)].filter(
    (r) => !relatives.some((o) => o !== r && (o === '' || r.startsWith(`${o}/`))),
  );
  return { root, selection: outermost.sort(), rootSplit: await splitOfNames(root, look), single };
}

interface Place {
  readonly path: string;
  readonly folder: string;
  readonly isFile: boolean;
}

async function place(given: string): Promise<Place> {
  const path = await onDisk(resolve(given));
  const isFile = !(await stat(path)).isDirectory();
  return { path, folder: isFile ? dirname(path) : path, isFile };
}

/** The path as it is spelled on disk, where accents may be encoded differently than the user typed them. */
async function onDisk(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw new UseError(`${path} can't be opened (${code}).`);
    const parent = dirname(path);
    const missing = new UseError(`${path} does not exist.`);
    if (parent === path) throw missing;
    const folder = await onDisk(parent).catch(() => Promise.reject(missing));
    const names = await readdir(folder).catch(() => Promise.reject(missing));
    const name = names.find((n) => n.normalize('NFC') === basename(path).normalize('NFC'));
    if (name === undefined) throw missing;
    return join(folder, name);
  }
}

async function rootOf(folder: string, look: Look): Promise<string> {
  for await (const at of upward(folder, look)) if (isOwnOutput((await look(at)).names)) return at;
  let found: string | undefined;
  let below: string | undefined;
  for await (const at of upward(folder, look)) {
    if (below !== undefined && (await holdsSplits(at, basename(below), look))) {
      found = at;
      break;
    }
    below = at;
  }
  below = undefined;
  for await (const at of upward(found ?? folder, look)) {
    if (below !== undefined && containerNames.has(basename(below).toLowerCase()) && (await holdsLabels(at, look)))
      return at;
    below = at;
  }
  if (found !== undefined) return found;
  return (await isClassFolder(folder, look)) ? dirname(folder) : folder;
}

/** True when the folders beside this one, and it, are the splits of a dataset. */
async function holdsSplits(parent: string, name: string, look: Look): Promise<boolean> {
  if (!splitWord(name)) return false;
  const folders = (await look(parent)).folders.filter((f) => !labelFolderNames.has(f.toLowerCase()));
  if (splitRemainder(name) === '') return areSplits(folders);
  // clothing-train beside clothing-test: only where nothing else lies there
  return folders.length > 1 && folders.every((f) => splitWord(f) && splitRemainder(f) === splitRemainder(name));
}

/** True when labels, or a table of the files, lie beside `images`. */
async function holdsLabels(parent: string, look: Look): Promise<boolean> {
  const { names } = await look(parent);
  if (names.some((name) => labelFolderNames.has(name.toLowerCase()) || /\.(csv|tsv|jsonl|parquet)$/i.test(name)))
    return true;
  for (const name of names) if (await isLabelFile(join(parent, name))) return true;
  return false;
}

/** Fewer text files side by side may be tables, or one file a class. */
const fewTexts = 3;

/** True when a folder of samples stands beside another one, in a folder that is not flat itself. */
async function isClassFolder(folder: string, look: Look): Promise<boolean> {
  const parent = dirname(folder);
  const own = await look(folder);
  const samples = ({ media, texts }: Listing): number => (own.media > 0 ? media : texts);
  if (samples(own) < (own.media > 0 ? 1 : fewTexts) || own.names.includes('.git') || isCollection(parent)) return false;
  const beside = await look(parent);
  if (samples(beside) >= beside.folders.length || areSplits(beside.folders)) return false; // flat, or split
  if (await holdsDatasets(parent, beside.folders, look)) return false;
  for (const name of beside.folders) {
    if (name === basename(folder)) continue;
    const other = await look(join(parent, name));
    if (samples(other) > 0 && !isOwnOutput(other.names)) return true; // the variants of a flat folder are no other class
  }
  return false;
}

/** Of more folders side by side than this, none is looked into for splits: they are classes. */
const fewDatasets = 60;

/** True when a folder in this one has splits or labels of its own: what lies there are datasets, not classes. */
async function holdsDatasets(parent: string, folders: readonly string[], look: Look): Promise<boolean> {
  if (folders.length > fewDatasets) return false;
  for (const name of folders) {
    const folder = join(parent, name);
    const inner = (await look(folder)).folders;
    if (areSplits(inner)) return true;
    if (inner.some((n) => containerNames.has(n.toLowerCase())) && (await holdsLabels(folder, look))) return true;
  }
  return false;
}

/** The first split word in the root's own name or above, up to the nearest folder that also has a training-named child. */
async function splitOfNames(root: string, look: Look): Promise<Split | undefined> {
  let word: Split | undefined;
  for (let at = await realpath(root); dirname(at) !== at; at = dirname(at)) {
    word ??= splitWord(basename(at));
    const { folders } = await look(dirname(at));
    if (folders.some((name) => splitWord(name) === 'train')) return word;
  }
  return undefined;
}
