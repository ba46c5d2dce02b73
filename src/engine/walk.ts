import { readdir, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import type { DatasetProblem } from '../core/dataset';
import { isRecordName } from '../core/shards';
import type { TreeFile } from '../formats/tree';
import { entriesByKind, sizesOf, type Visit } from './entries';

const openAtOnce = 256;

export interface WalkOptions {
  readonly signal?: AbortSignal;
  /** Called as files are found, with their number so far. */
  onCount?(files: number): void;
  /** Only the folder itself, not those in it. */
  readonly shallow?: boolean;
}

export interface Walked {
  /** In no order. */
  readonly files: readonly TreeFile[];
  readonly problems: readonly DatasetProblem[];
}

/** True when a folder with these names in it was written by a run. */
export const isOwnOutput = (names: readonly string[]): boolean => names.some(isRecordName);

/**
 * Every file below a folder, with its size. Links are followed, once for each folder; loops and links that lead nowhere
 * are reported, as is what can't be read. Earlier outputs in it are left out. The same files give the same answer on
 * every machine. Throws the signal's reason when aborted.
 */
export async function walk(root: string, { signal, onCount, shallow }: WalkOptions = {}): Promise<Walked> {
  const files: TreeFile[] = [];
  const problems: DatasetProblem[] = [];
  const linkedFolders = new Set<string>();
  const realRoot = await realpath(root);
  const at = (diskPath: string) => `${root}/${diskPath}`; // join would be the slowest part of the walk
  const report = (path: string, problem: string) => problems.push({ path, problem });
  let outside = 0;
  const queue: Visit[] = [{ path: '', diskPath: '', chain: [realRoot] }];

  const addFile = ({ path, diskPath }: Visit, bytes: number): void => {
    const flat = Buffer.from(path).toString(); // a path put together from parts would keep all of its parts in memory
    files.push(diskPath === path ? { path: flat, bytes } : { path: flat, diskPath, bytes });
    if (bytes === 0) report(path, 'is empty: 0 bytes');
  };
  const addFiles = async (entries: readonly Visit[]): Promise<void> => {
    for (let next = 0; next < entries.length; next += openAtOnce) {
      signal?.throwIfAborted();
      const some = entries.slice(next, next + openAtOnce);
      const sizes = await sizesOf(some.map((e) => at(e.diskPath)));
      for (const [i, entry] of some.entries()) {
        const size = sizes[i]!;
        if (typeof size === 'number') addFile(entry, size);
        else report(entry.path, unreadable(size, entry.diskPath));
      }
    }
  };
  const followLink = async (entry: Visit): Promise<void> => {
    try {
      const target = await realpath(at(entry.diskPath));
      const there = await stat(target);
      if (!there.isDirectory() && !there.isFile()) {
        report(entry.path, 'is a link to neither a file nor a folder: left out');
      } else if (there.isDirectory() && entry.chain.some((r) => r === target || r.startsWith(target + sep))) {
        report(entry.path, 'is a link to a folder that it stands in: not followed');
      } else if (there.isDirectory() && linkedFolders.has(target)) {
        report(entry.path, 'is a second link to the same folder: not followed');
      } else {
        if (!target.startsWith(realRoot + sep)) outside++;
        if (there.isFile()) return addFile(entry, there.size);
        linkedFolders.add(target);
        queue.push({ ...entry, chain: [...entry.chain, target] });
      }
    } catch (error) {
      const why = codeOf(error) === 'ELOOP' ? 'in a loop' : 'that leads nowhere';
      report(entry.path, `is a link ${why}: left out`);
    }
  };

  for (let visit = queue.pop(); visit; visit = queue.pop()) {
    signal?.throwIfAborted();
    const entries = await readdir(at(visit.diskPath), { withFileTypes: true }).catch((error: unknown) => {
      if (visit!.path === '') throw error;
      return codeOf(error);
    });
    if (typeof entries === 'string') {
      report(visit.path, `could not be opened (${entries}): what is in it was left out`);
      continue;
    }
    if (visit.path !== '' && isOwnOutput(entries.map((e) => e.name))) {
      report(visit.path, 'is the output of an earlier run: left out');
      continue;
    }
    const { plain, links, folders, rest, twice } = entriesByKind(entries, visit);
    for (const { path } of rest) report(path, 'is neither a file nor a folder: left out');
    for (const { path } of twice) {
      report(path, 'stands here twice, with the accents encoded differently: only one was read');
    }
    if (!shallow) queue.push(...folders);
    await addFiles(plain);
    for (const link of links) await followLink(link);
    onCount?.(files.length);
  }
  if (outside > 0) report('', `${outside} ${outside === 1 ? 'link leads' : 'links lead'} out of the dataset: followed`);
  return { files, problems };
}

const unreadable = (error: Error, diskPath: string): string =>
  diskPath.includes('\uFFFD')
    ? 'has a name that is not valid UTF-8: left out. Rename it'
    : `could not be read (${codeOf(error)}): left out`;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
