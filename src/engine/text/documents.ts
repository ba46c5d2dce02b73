import { readFile } from 'node:fs/promises';
import { classesOf, type Sample } from '../../core/dataset';
import { extensionOf } from '../../core/names';
import type { Recipe } from '../../core/recipe';
import { type DocumentReading, type Reading, splits } from '../../core/table';
import { headOf, mayBeTable } from '../../formats/table/sniff';
import { onDisk } from '../on-disk';
import type { Pool, TaskOptions } from '../pool';
import type { Dataset } from '../scan';
import { askRows } from '../table/ask-rows';
import type { RowOutcome, RowsAsk } from '../table/asks';

/** True for names under which documents lie, a file each. */
export const isDocument = (path: string): boolean => extensionOf(path).toLowerCase() === 'txt' && mayBeTable(path);

/** How a file that is one document is read. Throws for encodings that would not survive. */
export function documentReading(sample: Sample, bytes: Uint8Array): DocumentReading {
  const { encoding, lineEnd } = headOf(sample.path, bytes, bytes.length);
  const [label] = classesOf(sample);
  return { kind: 'document', encoding, lineEnd, head: 0, ...(label !== undefined && { label }) };
}

/** What a worker needs to make the first `count` variants of a document: it is a table of one row. */
export async function askForDocument(
  { root }: Pick<Dataset, 'root'>,
  sample: Sample,
  count: number,
  recipe: Recipe,
  epoch: number,
): Promise<RowsAsk> {
  const disk = onDisk(root, sample);
  const bytes = await readFile(disk);
  return {
    disk,
    table: sample.path,
    reading: documentReading(sample, bytes),
    block: { start: 0, end: bytes.length, first: 0, rows: 1, list: 0 },
    counts: Uint16Array.of(count),
    splitOf: Uint8Array.of(splits.indexOf(sample.split)),
    recipe,
    epoch,
    separator: '',
    provenance: false,
  };
}

/** What became of the variants of a document. Throws when it has changed since the dataset was read. */
export async function makeDocument(
  pool: Pool,
  dataset: Dataset,
  sample: Sample,
  count: number,
  recipe: Recipe,
  epoch: number,
  options: TaskOptions,
): Promise<{ readonly reading: Reading; readonly rows: readonly RowOutcome[] }> {
  const ask = await askForDocument(dataset, sample, count, recipe, epoch);
  if (ask.block.end !== sample.bytes) {
    throw new Error(`changed since the dataset was read (${sample.bytes} bytes then, ${ask.block.end} now)`);
  }
  const { rows } = await askRows(pool, dataset, ask, options);
  return { reading: ask.reading, rows: rows! };
}
