import { stat } from 'node:fs/promises';
import { UseError } from '../../core/errors';
import type { RunRecord, VariantLine } from '../../core/manifest';
import { featureCount, holdsFeatures, parseRowName, type Reading, type Table } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import { codecOf, textCodecOf, vectorCodecOf } from '../../formats/table/codec';
import { hardClasses, remade } from '../embedding/draw';
import { rowPlace } from '../embedding/partners';
import { readRowsAt } from '../embedding/read-rows';
import { scalesOf } from '../embedding/scales';
import { sha256Of } from '../files';
import { onDisk } from '../on-disk';
import type { Pool } from '../pool';
import { rootOf } from '../record';
import type { ReplayResult } from '../replay';
import { type Dataset, openDataset } from '../scan';
import { replayText } from '../text/draw';
import { partnersOf } from '../variants';
import { encoded, rowsOfBlock } from './block-rows';
import { findRow } from './choose-rows';

/**
 * Makes a row of a run again, out of its source and the steps that its line records, and compares it with what was
 * written. Throws a `UseError` when they differ, or when the row in the written table has changed since.
 */
export async function replayRow(pool: Pool, out: string, record: RunRecord, line: VariantLine): Promise<ReplayResult> {
  const root = rootOf(out, record);
  const source = await openRows(root, record);
  const found = findRow(source.index.tables ?? [], line.source);
  if (!found)
    throw new UseError(`${line.output} can't be made again: its source ${line.source} is not there any more.`);
  const made = await remadeRow(pool, source, found.table, found.row, record, line);
  const sha256 = sha256Of(encoded(made, found.table.reading));
  if (sha256 !== line.sha256) {
    throw new UseError(`${line.output} can't be made again byte for byte. Its source has changed since.`);
  }
  const written = await openRows(out, record, parseRowName(line.output)!.path);
  const there = findRow(written.index.tables ?? [], line.output);
  if (there && (await rawOf(written, there.table, there.row)) !== made) {
    throw new UseError(`${line.output} was made again as it was, but the row there has changed since.`);
  }
  return { output: line.output, sha256, restored: false };
}

/** The dataset, or one table of an output, read as the run read it. */
async function openRows(root: string, record: RunRecord, file?: string): Promise<Dataset> {
  const path = file === undefined ? root : `${root}/${file}`;
  if (!(await stat(path).catch(() => undefined))) throw new UseError(`${path} is not there any more.`);
  return openDataset([path], { data: record.recipe.data });
}

async function rawOf({ root, index }: Dataset, table: Table, row: number): Promise<string> {
  const block = table.blocks.find((b) => row >= b.first && row < b.first + b.rows)!;
  const disk = onDisk(root, index.samples.find(({ path }) => path === table.path)!);
  return (await rowsOfBlock(disk, table.reading, block))[row - block.first]!;
}

async function remadeRow(
  pool: Pool,
  source: Dataset,
  table: Table,
  row: number,
  record: RunRecord,
  line: VariantLine,
): Promise<string> {
  const { reading } = table;
  const raw = await rawOf(source, table, row);
  const codec = codecOf(reading);
  const plain = holdsFeatures(reading)
    ? await remadeVector(pool, source, table, row, raw, line)
    : remadeText(reading, raw, line);
  if (!record.recipe.data?.provenance || !codec.withProvenance) return plain;
  return codec.withProvenance(plain, { sourceRow: row, variant: line.variant });
}

function remadeText(reading: Reading, raw: string, line: VariantLine): string {
  const codec = textCodecOf(reading);
  const from = codec.read(raw);
  const { text, spans } = replayText(from, line.steps);
  return codec.write(raw, { text, spans: spans.flatMap((span) => span ?? []) }, from);
}

async function remadeVector(
  pool: Pool,
  { root, index }: Dataset,
  table: Table,
  row: number,
  raw: string,
  line: VariantLine,
): Promise<string> {
  const { reading } = table;
  const codec = vectorCodecOf(reading);
  const from = codec.read(raw);
  const { values, classes: own } = from;
  const label = table.labels && classOfRow(table, row);
  const classes = label === undefined ? own : [label];
  const places = partnersOf(line.steps).flatMap(({ source: name }) => {
    const found = findRow(index.tables ?? [], name);
    return found ? [rowPlace(root, index, found.table, found.row)] : [];
  });
  const scales = await scalesOf(pool, { root, index }, featureCount(reading));
  const partner = await readRowsAt(places);
  const made = remade({ path: line.source, classes, values }, line.steps, { scales, partner });
  return codec.write(raw, made.values, from, hardClasses(classes, made.target));
}
