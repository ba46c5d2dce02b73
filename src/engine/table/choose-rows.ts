import { type DatasetIndex, type Sample, selectorOf } from '../../core/dataset';
import { permutation } from '../../core/permutation';
import { parseRowName, rowName, splits, type Table } from '../../core/table';
import { classOfRow } from '../../core/table-counts';

/** A row as the panel and the commands know samples. */
function rowSample(table: Table, row: number): Sample {
  const block = table.blocks.find((b) => row >= b.first && row < b.first + b.rows)!;
  const label = classOfRow(table, row);
  return {
    path: rowName(table.path, row),
    split: splits[table.splitOf[row]!]!,
    bytes: Math.max(1, Math.round((block.end - block.start) / block.rows)),
    labels: label === undefined ? [] : [{ kind: 'class', name: label }],
  };
}

/** The table and the number of a row by its name; undefined when there is none. */
export function findRow(
  tables: readonly Table[],
  name: string,
): { readonly table: Table; readonly row: number } | undefined {
  const parsed = parseRowName(name);
  const table = parsed && tables.find(({ path }) => path === parsed.path);
  return table && parsed.row < table.rows ? { table, row: parsed.row } : undefined;
}

/** The first training rows of the selection whose name, `train.tsv#12`, contains the text (lower case). */
export function findRows(
  index: DatasetIndex & { readonly tables: readonly Table[] },
  text: string,
  most: number,
): readonly Sample[] {
  const chosen = selectorOf(index);
  const found: Sample[] = [];
  for (const table of index.tables.filter(({ path }) => chosen(path))) {
    for (let row = 0; row < table.rows && found.length < most; row++) {
      if (table.splitOf[row] === 0 && rowName(table.path, row).toLowerCase().includes(text)) {
        found.push(rowSample(table, row));
      }
    }
  }
  return found;
}

/**
 * Rows to show: drawn by seed, spread over classes, out of the chosen training rows (out of all chosen ones where none is
 * for training). Each number of `shuffle` gives the next ones. Looks once over the classes of the rows, at no row.
 */
export function chooseRows(
  index: DatasetIndex & { readonly tables: readonly Table[] },
  seed: number,
  count: number,
  shuffle: number,
): readonly Sample[] {
  const chosen = selectorOf(index);
  const tables = index.tables.filter(({ path }) => chosen(path));
  const training = tables.some(({ splitOf }) => splitOf.includes(0));
  const isUsable = (table: Table, row: number) => !training || table.splitOf[row] === 0;
  const counts = new Map<string, number>();
  const each = (see: (table: Table, row: number, name: string) => void) => {
    for (const table of tables) {
      for (let row = 0; row < table.rows; row++) {
        if (isUsable(table, row)) see(table, row, classOfRow(table, row) ?? '');
      }
    }
  };
  each((_, __, name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const wanted = wantedRanks(counts, seed, count, shuffle);
  const seen = new Map<string, number>();
  const found = new Map<string, Sample>();
  each((table, row, name) => {
    const rank = seen.get(name) ?? 0;
    seen.set(name, rank + 1);
    if (wanted.includes(`${rank} ${name}`)) found.set(`${rank} ${name}`, rowSample(table, row));
  });
  return wanted.flatMap((key) => found.get(key) ?? []);
}

/** Which row of which class, as `rank name`, in the order of showing; classes take turns. */
function wantedRanks(
  counts: ReadonlyMap<string, number>,
  seed: number,
  count: number,
  shuffle: number,
): readonly string[] {
  const names = [...counts.keys()].sort();
  if (names.length === 0) return [];
  const turns = permutation(names.length, seed, 'samples', 'classes');
  const orders = new Map(names.map((name) => [name, permutation(counts.get(name)!, seed, 'samples', name)]));
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const wanted = new Set<string>();
  for (let turn = shuffle * count; wanted.size < Math.min(count, all); turn++) {
    const name = names[turns(turn % names.length)]!;
    const among = counts.get(name)!;
    const round = Math.floor(turn / names.length);
    if (round < among || turn - shuffle * count >= count) wanted.add(`${orders.get(name)!(round % among)} ${name}`);
  }
  return [...wanted];
}
