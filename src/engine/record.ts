import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { version } from '../../package.json';
import type { DatasetIndex } from '../core/dataset';
import { UseError } from '../core/errors';
import { type RunRecord, recordNames } from '../core/manifest';
import { replaceFile } from './files';

/** What makes the records, as they name it. */
export const tool = { name: 'dataset-augmentation', version } as const;

/** The record of a run; undefined when the folder holds none. Throws a `UseError` when it can't be understood. */
export async function readRecord(out: string): Promise<RunRecord | undefined> {
  const path = join(out, recordNames.recipe);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const record = JSON.parse(text) as RunRecord;
    if (record.recipe.version === 1 && typeof record.source === 'string') return record;
  } catch {}
  throw new UseError(`${path} is not the record of a run`);
}

/** Writes the record, whole or not at all. */
export async function writeRecord(out: string, record: RunRecord, temp: (path: string) => string): Promise<void> {
  const path = join(out, recordNames.recipe);
  await replaceFile(path, `${JSON.stringify(record, null, 2)}\n`, temp(path));
}

/** The dataset's root as the record names it. */
export const rootOf = (out: string, record: Pick<RunRecord, 'source'>): string => resolve(out, record.source);
export const sourceOf = (out: string, root: string): string => relative(out, root).split(sep).join('/');

/** Changes when a file of the dataset comes, goes or changes its size. */
export function fingerprint(index: Pick<DatasetIndex, 'samples' | 'others'>): string {
  const hash = createHash('sha256');
  for (const { path, bytes } of index.samples) hash.update(`${path}\0${bytes}\n`);
  hash.update('\n');
  for (const { path, bytes } of index.others) hash.update(`${path}\0${bytes}\n`);
  return hash.digest('hex');
}
