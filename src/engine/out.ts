import { access, constants, lstat, readdir, realpath, stat, statfs } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { stemOf } from '../core/names';
import type { Refusal, RunChoice } from '../core/run';
import type { Dataset } from './scan';

/**
 * Absolute path of the output folder: the named one (a relative name stands beside the dataset), else the next free
 * `<dataset>-augmented`, `<dataset>-augmented-2`, … beside it; for a single file `<stem>-augmented`.
 */
export async function resolveOut(dataset: Dataset, choice: Pick<RunChoice, 'out'>): Promise<string> {
  const { root, index } = dataset;
  const folder = index.layout === 'files' ? root : dirname(root);
  return choice.out === undefined ? nextFree(join(folder, outName(dataset))) : resolve(folder, choice.out);
}

/** What the output of a dataset is called, where that is free. */
export const outName = ({ root, index }: Dataset): string =>
  `${index.layout === 'files' ? stemOf(index.samples[0]?.path ?? 'file') : basename(root)}-augmented`;

/** A folder that is not there: this one, else `<name>-2`, `-3`, …; one that has a number already counts on from it. */
export async function nextFree(out: string): Promise<string> {
  const [, name = out, number = '1'] = /^(.+)-(\d+)$/s.exec(out) ?? [];
  let free = out;
  for (let n = Number(number) + 1; await exists(free); n++) free = `${name}-${n}`;
  return free;
}

const refuse = (reason: string): Refusal => ({ kind: 'output folder', reason });

/** Why a run may not begin in this folder; undefined when it may. */
export async function outRefusal(dataset: Dataset, out: string): Promise<Refusal | undefined> {
  const refusal = await placeRefusal(dataset, out);
  if (refusal || (await readdir(out).catch(() => [])).length === 0) return refusal;
  return refuse(`${out} exists and is not empty. Choose another folder; nothing is written over.`);
}

/** Why nothing may be written there, whatever it holds. */
export async function placeRefusal({ root, index }: Dataset, out: string): Promise<Refusal | undefined> {
  const [real, dataset] = [await realOut(out), await realpath(root)];
  if (holds(real, dataset)) return refuse(`${out} holds the dataset itself. Choose a folder beside it.`);
  if (index.layout !== 'files' && holds(dataset, real)) {
    return refuse(
      `${out} is inside the dataset, where its files would count as data. Choose a folder outside of ${root}.`,
    );
  }
  const there = await stat(out).catch(() => undefined);
  if (there && !there.isDirectory()) return refuse(`${out} is a file. Choose a folder.`);
  const parent = await nearestFolder(out);
  const writable = await access(parent, constants.W_OK).then(
    () => true,
    () => false,
  );
  return writable ? undefined : refuse(`${parent} can't be written to. Choose another folder.`);
}

/** Bytes that a user without special rights may still write where this folder will be. */
export async function freeBytes(out: string): Promise<number> {
  const { bavail, bsize } = await statfs(await nearestFolder(out));
  return bavail * bsize;
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** The folder itself, or the nearest one above it that exists. */
async function nearestFolder(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const there = await stat(at).catch(() => undefined);
    if (there?.isDirectory() || dirname(at) === at) return at;
  }
}

/** Where a folder that may not exist yet will really lie, with the links above it resolved. */
async function realOut(out: string): Promise<string> {
  const there = await nearestFolder(out);
  return join(await realpath(there), relative(there, out));
}

/** True when `inner` is `outer` or lies in it. */
function holds(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || !(way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way));
}
