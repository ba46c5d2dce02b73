import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { recordNames } from '../core/manifest';
import type { FoundLabels } from '../formats/label-format';
import { isOwnOutput } from './walk';

/** Why our own output may not be augmented again. */
export async function ownOutput(root: string): Promise<string | undefined> {
  if (!isOwnOutput(await readdir(root))) return undefined;
  const record = await readFile(join(root, recordNames.recipe), 'utf8').catch(() => '');
  const source = /"source"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(record)?.[1];
  const origin =
    source === undefined
      ? 'the dataset that it was made from'
      : `${JSON.parse(`"${source}"`)}, from which it was made,`;
  return `${basename(root)} is the output of a run, and variants are never augmented again. Choose ${origin} instead.`;
}

/** Why nothing may be augmented beside labels that can be read. */
export function cannotFollow(root: string, single: boolean, found: readonly FoundLabels[]): string | undefined {
  return single ? tableOfMore(root, found) : undefined;
}

/** Why a single file can't be taken out of a folder whose table speaks of others too. */
function tableOfMore(root: string, found: readonly FoundLabels[]): string | undefined {
  const table = found.find((f) => f.set.file !== undefined)?.set.file;
  return table === undefined
    ? undefined
    : `${table} says the labels of this file together with those of others. Choose the folder ${root} instead.`;
}
