import { stat } from 'node:fs/promises';
import { UseError } from '../../core/errors';
import type { RunRecord, VariantLine } from '../../core/manifest';
import { parseRowName, type Table } from '../../core/table';
import { codecOf } from '../../formats/table/codec';
import { sha256Of } from '../files';
import { onDisk } from '../on-disk';
import { rootOf } from '../record';
import type { ReplayResult } from '../replay';
import { type Dataset, openDataset } from '../scan';
import { replayText } from '../text/draw';
import { encoded, rowsOfBlock } from './block-rows';
import { findRow } from './choose-rows';

/**
 * Makes a row of a run again, out of its source and the steps that its line records, and compares it with what was
 * written. Throws a `UseError` when they differ, or when the row in the written table has changed since.
 */
export async function replayRow(out: string, record: RunRecord, line: VariantLine): Promise<ReplayResult> {
  const root = rootOf(out, record);
  const source = await openRows(root, record);
  const found = findRow(source.index.tables ?? [], line.source);
  if (!found)
    throw new UseError(`${line.output} can't be made again: its source ${line.source} is not there any more.`);
  const made = remade(await rawOf(source, found.table, found.row), found.table, found.row, record, line);
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

function remade(raw: string, { reading }: Table, row: number, record: RunRecord, line: VariantLine): string {
  const codec = codecOf(reading);
  const from = codec.read(raw);
  const { text, spans } = replayText(from, line.steps);
  const plain = codec.write(raw, { text, spans: spans.flatMap((span) => span ?? []) }, from);
  if (!record.recipe.data?.provenance || !codec.withProvenance) return plain;
  return codec.withProvenance(plain, { sourceRow: row, variant: line.variant });
}
