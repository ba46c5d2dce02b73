import { open } from 'node:fs/promises';
import type { Table } from '../../core/table';
import { rowsOfBlock } from './block-rows';

/** The bytes of a table's lists: from the first byte of the first row to the last of the last. */
export interface ListPlace {
  readonly start: number;
  readonly end: number;
}

/** Where the rows of each list stand. */
export function listPlaces({ blocks }: Pick<Table, 'blocks'>): readonly ListPlace[] {
  const places: ListPlace[] = [];
  for (const { list, start, end } of blocks) places[list] = { start: places[list]?.start ?? start, end };
  return places;
}

/** What stands between two rows of each list: the line end, or what a JSON document has between its first two. */
export async function separatorsOf(disk: string, table: Table): Promise<readonly string[]> {
  const { reading, blocks } = table;
  const lists = listPlaces(table);
  if (reading.kind === 'matrix') return lists.map(() => '');
  if (reading.kind !== 'json') return lists.map(() => reading.lineEnd);
  const file = await open(disk);
  try {
    return await Promise.all(
      lists.map(async (_, list) => {
        const first = blocks.find((b) => b.list === list)!;
        if (first.rows < 2) return ', ';
        const [one, two] = await rowsOfBlock(disk, reading, first);
        const bytes = Buffer.alloc(first.end - first.start);
        await file.read(bytes, 0, bytes.length, first.start);
        const text = bytes.toString(reading.encoding);
        return text.slice(one!.length, text.indexOf(two!, one!.length));
      }),
    );
  } finally {
    await file.close();
  }
}
