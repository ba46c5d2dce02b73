import { access } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UseError } from '../core/errors';
import { type FileLine, type RunRecord, recordNames, type VariantLine } from '../core/manifest';
import { extensionOf } from '../core/names';
import { recipeDefaults } from '../core/recipe';
import { finishNew, hashFile, tempNames, writeWhole } from './files';
import { isFile, isVariant, readLines } from './lines';
import { findOnDisk } from './on-disk';
import type { Pool } from './pool';
import { readRecord, rootOf } from './record';
import type { MadeVariant } from './tasks';
import { partnersOf } from './variants';

export interface ReplayResult {
  readonly output: string;
  readonly sha256: string;
  /** True when the file was missing and has been written again. */
  readonly restored: boolean;
}

/**
 * Makes one file of a run again, from its line in the manifest and the record alone, and compares. A file that is missing
 * is written again. Throws a `UseError`, and writes nothing, when the bytes differ or the file there has changed.
 */
export async function replayOutput(pool: Pool, out: string, path: string): Promise<ReplayResult> {
  const record = await readRecord(out);
  if (!record) throw new UseError(`${out} holds no record of a run.`);
  const line = await lineOf(out, path);
  const output = isVariant(line) ? line.output : line.file;
  const made = isVariant(line) ? await remake(pool, out, record, line) : undefined;
  const root = rootOf(out, record);
  const sha256 = made?.sha256 ?? (await hashFile(await findOnDisk(root, output)));
  if (sha256 === undefined) throw new UseError(`${output} can't be made again: ${root} does not hold it any more.`);
  if (sha256 !== line.sha256) throw await differs(pool, output, record);

  const final = join(out, output);
  const there = await hashFile(final);
  if (there === sha256) return { output, sha256, restored: false };
  if (there !== undefined) {
    throw new UseError(`${output} was made again as it was, but the file there has changed since. Move it away first.`);
  }
  if (!made) throw new UseError(`${output} is a copy; copy it from ${root} again.`);
  const temp = tempNames().next(final);
  writeWhole(temp, made.bytes!);
  await finishNew(temp, final);
  return { output, sha256, restored: true };
}

/** The line of an output, whose path may be given from the output folder or from where the user stands. */
async function lineOf(out: string, path: string): Promise<VariantLine | FileLine> {
  const below = relative(out, resolve(path)).split(sep).join('/');
  const asked = new Set(
    [path, ...(below.startsWith('..') || isAbsolute(below) ? [] : [below])].map((p) => p.normalize('NFC')),
  );
  for (const name of [recordNames.manifest, recordNames.journal]) {
    for await (const { line } of readLines(join(out, name))) {
      if ((isVariant(line) && asked.has(line.output)) || (isFile(line) && asked.has(line.file))) return line;
    }
  }
  throw new UseError(`The run in ${out} wrote no ${path}. Its manifest (${recordNames.manifest}) lists what it wrote.`);
}

async function remake(pool: Pool, out: string, record: RunRecord, line: VariantLine): Promise<MadeVariant> {
  const root = rootOf(out, record);
  const source = await findOnDisk(root, line.source);
  await access(source).catch(() => {
    throw new UseError(`${line.output} can't be made again: its source ${source} is not there any more.`);
  });
  const partners: Record<string, string> = {};
  for (const { source: path } of partnersOf(line.steps)) partners[path] = await findOnDisk(root, path);
  const { format, quality } = { ...recipeDefaults.output, ...record.recipe.output };
  const output = { format, quality, extension: extensionOf(line.output) };
  const variants = [{ variant: line.variant, steps: line.steps }];
  const { modality } = record.recipe;
  const [made] = await pool.run('variants', { modality, source, output, partners, variants }).catch((error: Error) => {
    throw new UseError(`${line.output} can't be made again: ${line.source}: ${error.message}`);
  });
  if (!made || 'error' in made) throw new UseError(`${line.output} can't be made again: ${made?.error}`);
  return made;
}

async function differs(pool: Pool, output: string, record: RunRecord): Promise<UseError> {
  const now = await pool.run('versions', undefined);
  const other = Object.keys(now).filter((name) => now[name] !== record.codecs[name]);
  const cause =
    other.length > 0
      ? `Other versions are installed than made it: ${other.map((n) => `${n} ${record.codecs[n]}, now ${now[n]}`).join('; ')}.`
      : 'Its source, or a partner, has changed since.';
  return new UseError(`${output} can't be made again byte for byte. ${cause}`);
}
