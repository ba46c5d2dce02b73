import type { VariantLine } from '../../core/manifest';
import { folderOf, joined, stemOf } from '../../core/names';
import { firstNotBelow } from '../../core/order';
import { permutation } from '../../core/permutation';
import type { PlannedTable } from '../../core/plan-tables';
import type { Recipe } from '../../core/recipe';
import { holdsFeatures, rowName, type Table } from '../../core/table';
import { rowAsNpy } from '../embedding/row-npy';
import { sha256Of } from '../files';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import type { OrderOptions } from '../tar/stream-order';
import type { StreamedSample } from '../tar/stream-samples';
import { sampleFiles } from '../tar/web-dataset';
import { askRows } from './ask-rows';
import type { RowOutcome } from './asks';
import { askForRows } from './one-row';

/** Variants of rows, in order: which variants of one block are made in one go. */
interface RowItem {
  readonly table: Table;
  /** Row and variant, in the order of the stream. */
  readonly wanted: readonly (readonly [row: number, variant: number])[];
}

/** So many variants of an order that jumps about are asked for together. */
const together = 32;

export interface RowStream {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly tables: readonly PlannedTable[];
  readonly order: OrderOptions;
  readonly pool: Pool;
  readonly signal: AbortSignal;
}

/** The variants of a shard's rows, in order; some batches are made ahead of the reader. */
export async function* streamRows(stream: RowStream): AsyncGenerator<StreamedSample> {
  const waiting: Promise<readonly StreamedSample[]>[] = [];
  for (const items of stream.order.shuffle || stream.order.padToEqual ? byPlaces(stream) : inOrder(stream)) {
    const made = makeItems(stream, items);
    made.catch(() => {}); // thrown when its turn comes
    waiting.push(made);
    if (waiting.length >= stream.pool.workers * 2) yield* await waiting.shift()!;
  }
  while (waiting.length > 0) yield* await waiting.shift()!;
}

/** Every `count`-th source row with all of its variants, block by block. */
function* inOrder({ tables, order: { shard } }: RowStream): Generator<readonly RowItem[]> {
  let source = 0;
  for (const { table, counts } of tables) {
    for (const { first, rows } of table.blocks) {
      const wanted: [number, number][] = [];
      for (let row = first; row < first + rows; row++) {
        if (counts[row] === 0 || source++ % shard.count !== shard.index) continue;
        for (let variant = 1; variant <= counts[row]!; variant++) wanted.push([row, variant]);
      }
      if (wanted.length > 0) yield [{ table, wanted }];
    }
  }
}

/** Every `count`-th place of an order of all variants that knows nothing of shards. */
function* byPlaces({ tables, order }: RowStream): Generator<readonly RowItem[]> {
  const ends = tables.map(({ counts }) => {
    let total = 0;
    return Float64Array.from(counts, (count) => {
      total += count;
      return total;
    });
  });
  const starts: number[] = [];
  let total = 0;
  for (const list of ends) {
    starts.push(total);
    total += list.at(-1) ?? 0;
  }
  const { seed, epoch, shard, shuffle, padToEqual } = order;
  const place = shuffle ? permutation(total, seed, epoch, 'stream') : (at: number) => at;
  const end = padToEqual ? Math.ceil(total / shard.count) * shard.count : total;
  let batch: RowItem[] = [];
  for (let at = shard.index; at < end && total > 0; at += shard.count) {
    const item = place(at % total);
    const t = starts.findLastIndex((start) => start <= item);
    const inTable = item - starts[t]!;
    const row = firstNotBelow(ends[t]!.length, (n) => ends[t]![n]! <= inTable);
    batch.push({ table: tables[t]!.table, wanted: [[row, inTable - (row > 0 ? ends[t]![row - 1]! : 0) + 1]] });
    if (batch.length < together) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function makeItems(stream: RowStream, items: readonly RowItem[]): Promise<readonly StreamedSample[]> {
  const made = await Promise.all(items.map((item) => makeItem(stream, item)));
  return made.flat();
}

async function makeItem(
  { dataset, recipe, order: { epoch }, pool, signal }: RowStream,
  { table, wanted }: RowItem,
): Promise<readonly StreamedSample[]> {
  const counts = new Map<number, number>();
  for (const [row, variant] of wanted) counts.set(row, Math.max(variant, counts.get(row) ?? 0));
  const ask = await askForRows(dataset, table, counts, recipe, epoch);
  const { rows } = await askRows(pool, dataset, ask, { signal });
  const byName = new Map(rows!.map((one) => [`${one.line.source} ${one.line.variant ?? ''}`, one]));
  return wanted.flatMap(([row, variant]) => {
    const source = rowName(table.path, row);
    const one = byName.get(`${source} ${variant}`) ?? byName.get(`${source} `);
    return one ? streamed(one, table, row, variant, epoch, dataset) : [];
  });
}

function streamed(
  one: RowOutcome,
  { reading }: Table,
  row: number,
  variant: number,
  epoch: number,
  { index }: Dataset,
): StreamedSample {
  if (!('raw' in one)) return { line: one.line };
  const path = one.line.source.slice(0, one.line.source.lastIndexOf('#'));
  const vector = holdsFeatures(reading);
  const output = joined(joined(folderOf(path), stemOf(path)), `${row}__aug-${variant}.${vector ? 'npy' : 'txt'}`);
  const bytes = vector ? rowAsNpy(reading, one.raw) : Buffer.from(one.text);
  const line: VariantLine = { output, ...one.line, sha256: sha256Of(bytes) };
  const targets = new Map(line.targets ? Object.entries(line.targets) : line.labels.map((name) => [name, 1]));
  return { line, files: sampleFiles(line, bytes, epoch, targets, index.classes) };
}
