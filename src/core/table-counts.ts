import type { DatasetIndex, Split } from './dataset';
import { splits, type Table } from './table';

/** How many samples a dataset has, in all or of one split; rows count where the samples are rows. */
export function sampleCount({ samples, tables }: Pick<DatasetIndex, 'samples' | 'tables'>, split?: Split): number {
  if (!tables) return split === undefined ? samples.length : samples.filter((s) => s.split === split).length;
  return tables.reduce((sum, table) => sum + (split === undefined ? table.rows : rowsIn(table, split)), 0);
}

/** Rows of a split. */
export function rowsIn({ splitOf }: Pick<Table, 'splitOf'>, split: Split): number {
  const wanted = splits.indexOf(split);
  let count = 0;
  for (const one of splitOf) if (one === wanted) count++;
  return count;
}

/** Rows of each class, by name, of those rows that are wanted. */
export function classCounts(
  tables: readonly Table[],
  wanted: (table: Table, row: number) => boolean = () => true,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const table of tables) {
    const own = new Float64Array(table.classNames.length + 1);
    for (let row = 0; row < table.rows; row++) if (wanted(table, row)) own[table.classOf[row]!]!++;
    for (const [i, name] of table.classNames.entries()) {
      if (own[i + 1]! > 0) counts.set(name, (counts.get(name) ?? 0) + own[i + 1]!);
    }
  }
  return counts;
}

/** The class of a row, where it has one. */
export const classOfRow = ({ classOf, classNames }: Table, row: number): string | undefined =>
  classNames[classOf[row]! - 1];
