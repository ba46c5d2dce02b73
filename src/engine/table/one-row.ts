import { UseError } from '../../core/errors';
import type { Recipe } from '../../core/recipe';
import type { Block, Table } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import { onDisk } from '../on-disk';
import type { Dataset } from '../scan';
import type { RowsAsk } from './asks';
import { findRow } from './choose-rows';
import { separatorsOf } from './separators';

/** What a worker needs to make the first `count` variants of some rows of one block. */
export async function askForRows(
  { root, index }: Dataset,
  table: Table,
  rows: ReadonlyMap<number, number>,
  recipe: Recipe,
  epoch: number,
): Promise<RowsAsk> {
  const [first] = rows.keys();
  const block = table.blocks.find((b) => first! >= b.first && first! < b.first + b.rows)!;
  const disk = onDisk(root, index.samples.find(({ path }) => path === table.path)!);
  const counts = new Uint16Array(block.rows);
  for (const [row, count] of rows) counts[row - block.first] = count;
  return {
    disk,
    table: table.path,
    reading: table.reading,
    block,
    counts,
    splitOf: table.splitOf.slice(block.first, block.first + block.rows),
    ...labelsOfBlock(table, block),
    recipe,
    epoch,
    separator: (await separatorsOf(disk, table))[block.list]!,
    provenance: recipe.data?.provenance ?? false,
  };
}

/** The classes of a block's rows, where another file says them. */
export const labelsOfBlock = (table: Table, { first, rows }: Block): Pick<RowsAsk, 'labelOf'> =>
  table.labels ? { labelOf: Array.from({ length: rows }, (_, i) => classOfRow(table, first + i)) } : {};

/** The row of that name. Throws a `UseError` when there is none. */
export function needRow(tables: readonly Table[], name: string): { readonly table: Table; readonly row: number } {
  const found = findRow(tables, name);
  if (found) return found;
  throw new UseError(`${name} is not in this dataset any more. Read the folder again.`);
}
