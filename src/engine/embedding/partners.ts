import type { DatasetIndex } from '../../core/dataset';
import { firstNotBelow } from '../../core/order';
import { pickOther, positionsIn } from '../../core/partners';
import type { PartnerAnswer, PartnerQuestion, RowPlace } from '../../core/questions';
import { randomFor } from '../../core/random';
import { featureCount, parseRowName, rowName, type Table } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import { onDisk } from '../on-disk';
import type { Dataset } from '../scan';

/** The training rows of all tables of one width, in order; positions are those in `rows`. */
interface Pool {
  readonly tables: readonly Table[];
  /** Where the training rows of each table begin in `rows`. */
  readonly starts: readonly number[];
  readonly rows: Uint32Array;
  readonly byClass: ReadonlyMap<string, Uint32Array>;
}

const pools = new WeakMap<DatasetIndex, Map<number, Pool>>();

/**
 * Whom a row is mixed with: out of the whole training part, whatever was chosen of it and whichever shard works, so that
 * the same draw names the same row everywhere.
 */
export function partnerOf({ root, index }: Dataset, question: PartnerQuestion): PartnerAnswer {
  const { of, classes, rule, seed, width } = question;
  const known = pools.get(index) ?? new Map<number, Pool>();
  pools.set(index, known);
  const pool = known.get(width) ?? poolOf(index.tables ?? [], width);
  known.set(width, pool);
  const random = randomFor(seed, 'partner');
  const self = positionOf(pool, of);
  const own = self === undefined ? [] : [self];
  const same = kin(pool, classes);
  const at =
    rule === 'same class'
      ? pickOther(same.length, positionsIn(same, own), random, (i) => same[i]!)
      : pickOther(pool.rows.length, rule === 'other class' && same.length > 0 ? same : own, random, (i) => i);
  return at === undefined ? {} : { partner: placeOf(root, index, pool, at) };
}

function poolOf(all: readonly Table[], width: number): Pool {
  const tables = all.filter(({ reading }) => featureCount(reading) === width);
  const counts = tables.map(({ splitOf }) => splitOf.reduce((sum, split) => sum + (split === 0 ? 1 : 0), 0));
  const rows = new Uint32Array(counts.reduce((sum, n) => sum + n, 0));
  const starts: number[] = [];
  const positions = new Map<string, number[]>();
  let at = 0;
  for (const table of tables) {
    starts.push(at);
    for (let row = 0; row < table.rows; row++) {
      if (table.splitOf[row] !== 0) continue;
      const name = classOfRow(table, row);
      if (name !== undefined) {
        const list = positions.get(name);
        if (list) list.push(at);
        else positions.set(name, [at]);
      }
      rows[at++] = row;
    }
  }
  const byClass = new Map([...positions].map(([name, list]) => [name, Uint32Array.from(list)]));
  return { tables, starts, rows, byClass };
}

function positionOf({ tables, starts, rows }: Pool, name: string): number | undefined {
  const parsed = parseRowName(name);
  const t = tables.findIndex(({ path }) => path === parsed?.path);
  if (!parsed || t < 0) return undefined;
  const end = starts[t + 1] ?? rows.length;
  const at = starts[t]! + firstNotBelow(end - starts[t]!, (i) => rows[starts[t]! + i]! < parsed.row);
  return at < end && rows[at] === parsed.row ? at : undefined;
}

/** Rows of these classes, sorted. */
function kin({ byClass }: Pool, classes: readonly string[]): ArrayLike<number> {
  const lists = classes.flatMap((name) => byClass.get(name) ?? []);
  return lists.length === 1 ? lists[0]! : [...new Set(lists.flatMap((list) => [...list]))].sort((a, b) => a - b);
}

function placeOf(root: string, index: DatasetIndex, { tables, starts, rows }: Pool, at: number): RowPlace {
  const t = starts.findLastIndex((start) => start <= at);
  return rowPlace(root, index, tables[t]!, rows[at]!);
}

/** Where a row of a table can be read: by itself, where rows are lines or stand one after the other. */
export function rowPlace(root: string, index: DatasetIndex, table: Table, row: number): RowPlace {
  const { path, reading, blocks, starts } = table;
  const b = firstNotBelow(blocks.length, (i) => blocks[i]!.first + blocks[i]!.rows <= row);
  const block = blocks[b]!;
  const label = classOfRow(table, row);
  const disk = onDisk(root, index.samples.find((sample) => sample.path === path)!);
  const known = { name: rowName(path, row), classes: label === undefined ? [] : [label], disk, reading, row };
  const alone = (start: number, end: number) => ({ ...known, block: { start, end, first: row, rows: 1, list: 0 } });
  if (starts) return alone(starts[row]!, row + 1 < block.first + block.rows ? starts[row + 1]! : block.end);
  if (reading.kind === 'matrix' && !reading.fortran) {
    const width = reading.columns * reading.cell.bytes;
    return alone(reading.head + row * width, reading.head + (row + 1) * width);
  }
  return { ...known, block };
}
