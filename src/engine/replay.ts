import { access } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UseError } from '../core/errors';
import { type FileLine, type RunRecord, recordNames, type VariantLine } from '../core/manifest';
import { extensionOf } from '../core/names';
import { findByPath } from '../core/order';
import { recipeDefaults } from '../core/recipe';
import { parseRowName } from '../core/table';
import { copiedOf } from '../core/targets';
import { finishNew, hashFile, sha256Of, tempNames, writeWhole } from './files';
import { labelAsks } from './labels/asks';
import { growTable, openTables, writtenTables } from './labels/tables';
import { isFile, isVariant, readLines, writtenBy } from './lines';
import { findOnDisk } from './on-disk';
import type { Pool } from './pool';
import { readRecord, rootOf } from './record';
import { openDataset } from './scan';
import { replayRow } from './table/replay-row';
import { replayDocument } from './text/replay-document';
import { partnersOf } from './variants';
import { versionsFor } from './versions';

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
  const { line, output } = await lineOf(out, path);
  if (isVariant(line) && parseRowName(line.output)) return replayRow(pool, out, record, line);
  if (
    (record.recipe.modality === 'text' || record.recipe.modality === 'embedding') &&
    !isVariant(line) &&
    (await holdsRowsOf(out, line.file))
  ) {
    throw new UseError(`${output} is a table: name one of its rows, as in ${output}#600.`);
  }
  const root = rootOf(out, record);
  const recorded = writtenBy(line).find((f) => f.path === output)!.sha256;
  const file = isVariant(line)
    ? await remadeFile(pool, out, record, line, output)
    : await copiedFile(out, record, output, recorded);
  const { sha256 } = file;
  if (sha256 === undefined) throw new UseError(`${output} can't be made again: ${root} does not hold it any more.`);
  if (sha256 !== recorded) throw await differs(pool, output, record);

  const final = join(out, output);
  const there = await hashFile(final);
  if (there === sha256) return { output, sha256, restored: false };
  if (there !== undefined) {
    throw new UseError(`${output} was made again as it was, but the file there has changed since. Move it away first.`);
  }
  if (!file.bytes) throw new UseError(`${output} is a copy; copy it from ${root} again.`);
  const temp = tempNames().next(final);
  writeWhole(temp, file.bytes);
  finishNew(temp, final);
  return { output, sha256, restored: true };
}

/** The line of an output, whose path may be given from the output folder or from where the user stands. */
async function lineOf(out: string, path: string): Promise<{ line: VariantLine | FileLine; output: string }> {
  const below = relative(out, resolve(path)).split(sep).join('/');
  const asked = new Set(
    [path, ...(below.startsWith('..') || isAbsolute(below) ? [] : [below])].map((p) => p.normalize('NFC')),
  );
  for (const name of [recordNames.manifest, recordNames.journal]) {
    for await (const { line } of readLines(join(out, name))) {
      if (isFile(line) && asked.has(line.file)) return { line, output: line.file };
      if (isVariant(line) && parseRowName(line.output) && asked.has(line.output)) return { line, output: line.output };
      if (isVariant(line) && line.tar !== undefined && asked.has(line.output)) {
        throw new UseError(
          `${line.output} lies in ${line.tar}. A tar is made again as a whole: run its shard into another folder.`,
        );
      }
      const written = isVariant(line) ? writtenBy(line).find((file) => asked.has(file.path)) : undefined;
      if (isVariant(line) && written) return { line, output: written.path };
    }
  }
  throw new UseError(`The run in ${out} wrote no ${path}. Its manifest (${recordNames.manifest}) lists what it wrote.`);
}

/** True for a table into which the run wrote variants. */
async function holdsRowsOf(out: string, file: string): Promise<boolean> {
  for await (const { line } of readLines(join(out, recordNames.manifest))) {
    if (isVariant(line) && parseRowName(line.output)?.path === file) return true;
  }
  return false;
}

interface RemadeFile {
  readonly sha256?: string;
  readonly bytes?: Uint8Array;
}

/** The picture of a variant, or one of its label files, made again. */
async function remadeFile(
  pool: Pool,
  out: string,
  record: RunRecord,
  line: VariantLine,
  path: string,
): Promise<RemadeFile> {
  const root = rootOf(out, record);
  const source = await findOnDisk(root, line.source);
  const refuse = (why: string) => new UseError(`${line.output} can't be made again: ${why}`);
  await access(source).catch(() => {
    throw refuse(`its source ${source} is not there any more.`);
  });
  if (record.recipe.modality === 'text') {
    return replayDocument(source, line).catch((error: Error) => {
      throw refuse(`${line.source}: ${error.message}`);
    });
  }
  const partners: Record<string, string> = {};
  for (const { source: other } of partnersOf(line.steps)) partners[other] = await findOnDisk(root, other);
  const output = { ...recipeDefaults.output, ...record.recipe.output, extension: extensionOf(line.output) };
  const labels = path === line.output && !looksAtLabels(line) ? undefined : await labelsOf(root, record, line);
  const variants = [{ variant: line.variant, steps: line.steps, output: line.output }];
  const ask = {
    modality: record.recipe.modality,
    root,
    source,
    path: line.source,
    output,
    partners,
    variants,
    labels: labels?.ask,
  };
  const [made] = await pool.run('variants', ask).catch((error: Error) => {
    throw refuse(`${line.source}: ${error.message}`);
  });
  if (!made || 'error' in made) throw refuse(`${made?.error}`);
  return path === line.output ? made : (made.labels?.files[labels!.paths.indexOf(path)] ?? {});
}

/** True for a variant whose pixels may depend on where objects are. */
const looksAtLabels = ({ sidecars, rows, steps }: VariantLine): boolean =>
  sidecars !== undefined || rows !== undefined || steps.some(copiedOf);

/** A file that the dataset holds as it is, or a table of labels, written again from what the manifest says was added. */
async function copiedFile(out: string, record: RunRecord, file: string, recorded: string): Promise<RemadeFile> {
  const sha256 = await hashFile(await findOnDisk(rootOf(out, record), file));
  if (sha256 === undefined || sha256 === recorded) return { sha256 };
  const { root, index } = await openDataset([rootOf(out, record)]);
  if (!writtenTables(index).includes(file)) return { sha256 };
  const table = await growTable(root, index, file, record);
  const places: Uint8Array[][] = [];
  for await (const { line } of readLines(join(out, recordNames.manifest))) {
    const rows = isVariant(line) ? line.rows?.[file] : undefined;
    if (rows === undefined) continue;
    for (const [at, added] of table.add(rows).entries()) {
      places[at] ??= [];
      places[at].push(added);
    }
  }
  const bytes = Buffer.concat(
    table.parts().flatMap((part) => (typeof part === 'number' ? (places[part] ?? []) : part)),
  );
  return { sha256: sha256Of(bytes), bytes };
}

async function labelsOf(root: string, record: RunRecord, line: VariantLine) {
  const { index } = await openDataset([root]);
  const labels = labelAsks(root, index, record.recipe, await openTables(root, index));
  const find = (path: string) => findByPath(index.samples, path);
  const sample = find(line.source);
  const partners = partnersOf(line.steps).flatMap(({ source }) => find(source) ?? []);
  return sample && { ask: labels.ask(sample, partners), paths: labels.sidecars(sample, line.output) };
}

async function differs(pool: Pool, output: string, record: RunRecord): Promise<UseError> {
  const now = await versionsFor(pool, record.recipe, [{ path: output }]);
  const other = Object.keys(now).filter((name) => now[name] !== record.codecs[name]);
  const cause =
    other.length > 0
      ? `Other versions are installed than made it: ${other.map((n) => `${n} ${record.codecs[n]}, now ${now[n]}`).join('; ')}.`
      : 'Its source, or a partner, has changed since.';
  return new UseError(`${output} can't be made again byte for byte. ${cause}`);
}
