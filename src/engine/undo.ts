import { lstat, readdir, realpath, rm, rmdir } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { UseError } from '../core/errors';
import { recordNames, type WrittenFile } from '../core/manifest';
import type { UndoResult } from '../core/run';
import { isJournalName, isLinesName } from '../core/shards';
import { hashFile, removeUnfinished, writeError } from './files';
import { refuseLive } from './journal';
import { eachLimited } from './limit';
import { readLines, writtenBy } from './lines';
import { removeParts } from './table/parts';

export interface UndoOptions {
  /** Only count. */
  readonly dryRun?: boolean;
  onProgress?(done: number, total: number): void;
}

const atOnce = 8;

/**
 * Takes a run back, finished or not: deletes every file that is as the run wrote it, keeps and names those that changed
 * since, then removes the folders that this emptied. The records go last, so that an undo that was cut off can be done
 * again; where a file was kept they stay. Throws a `UseError` where there is no run, or one that is live.
 */
export async function undoRun(out: string, { dryRun = false, onProgress }: UndoOptions = {}): Promise<UndoResult> {
  const root = await realpath(out).catch(() => undefined);
  if (root === undefined) throw new UseError(`${out} does not exist, or no longer: there is nothing to take back.`);
  const names: readonly string[] = await readdir(root).catch(() => []);
  const lines = names.filter(isLinesName);
  if (!(lines.length > 0 || names.includes(recordNames.index))) {
    throw new UseError(`${out} holds no record of a run, so nothing can be taken back there.`);
  }
  await refuseLive(root);
  let total = 0;
  const files = lines.map((name) => join(root, name));
  for await (const _ of writtenFiles(files)) total++;

  const inside = insideOf(root);
  const repeats = lines.length > 1 || lines.some(isJournalName) ? new Set<string>() : undefined; // of a run that was resumed, or merged in part
  const kept = new Set<string>();
  const folders = new Set<string>([root]);
  let [deleted, done] = [0, 0];
  await eachLimited(writtenFiles(files), atOnce, async ({ path, sha256 }) => {
    const file = await inside(path);
    const state = await stateOf(file, sha256);
    if (state === 'same' && !repeats?.has(path)) {
      repeats?.add(path);
      if (!dryRun) await rm(file).catch((error: unknown) => Promise.reject(writeError(file, error)));
      deleted++;
    }
    if (state === 'changed') kept.add(path);
    for (let folder = dirname(file); folder.length > root.length; folder = dirname(folder)) folders.add(folder);
    onProgress?.(++done, total);
  });
  if (!dryRun) {
    await removeUnfinished(root);
    await removeParts(root);
    if (kept.size === 0) {
      for (const name of [recordNames.recipe, ...lines, recordNames.index]) {
        await rm(join(root, name), { force: true });
      }
    }
    for (const folder of [...folders].sort((a, b) => b.length - a.length)) await rmdir(folder).catch(() => {});
  }
  return { out, deleted, kept: [...kept].sort() };
}

async function* writtenFiles(lines: readonly string[]): AsyncGenerator<WrittenFile> {
  for (const path of lines) for await (const { line } of readLines(path)) yield* writtenBy(line);
}

async function stateOf(file: string, sha256: string): Promise<'same' | 'changed' | 'gone'> {
  try {
    if (!(await lstat(file)).isFile()) return 'changed';
    const found = await hashFile(file);
    return found === undefined ? 'gone' : found === sha256 ? 'same' : 'changed';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'changed';
  }
}

/** A record may come from anywhere: nothing outside its folder is touched, whatever it or a link in it says. */
function insideOf(root: string): (path: string) => Promise<string> {
  const known = new Set<string>();
  return async (path) => {
    const file = join(root, path);
    const refusal = new UseError(
      `The record in ${root} names a file outside of it: ${path}. Nothing more was deleted.`,
    );
    if (isAbsolute(path) || path.split(/[\\/]/).includes('..')) throw refusal;
    const folder = dirname(file);
    if (known.has(folder)) return file;
    const real = await realpath(folder).catch(() => folder);
    if (real !== root && !real.startsWith(root + sep)) throw refusal;
    known.add(folder);
    return file;
  };
}
