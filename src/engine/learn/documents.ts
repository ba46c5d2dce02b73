import type { Split } from '../../core/dataset';
import { rowName, splits } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import { codecOf } from '../../formats/table/codec';
import { onDisk } from '../on-disk';
import type { Dataset } from '../scan';
import { rowsOfBlock } from '../table/block-rows';

/** A row of a dataset of texts. */
export interface Document {
  readonly name: string;
  readonly text: string;
  readonly split: Split;
  readonly label?: string;
}

/** The documents of all tables, in their order; rows that can't be read are left out. All of them are in memory then. */
export async function documentsOf(
  { root, index }: Dataset,
  onBlock: () => void = () => {},
): Promise<readonly Document[]> {
  const documents: Document[] = [];
  for (const table of index.tables ?? []) {
    const codec = codecOf(table.reading);
    const disk = onDisk(root, index.samples.find(({ path }) => path === table.path)!);
    for (const block of table.blocks) {
      onBlock();
      for (const [i, raw] of (await rowsOfBlock(disk, table.reading, block)).entries()) {
        const row = block.first + i;
        try {
          const { text } = codec.read(raw);
          const label = classOfRow(table, row);
          documents.push({
            name: rowName(table.path, row),
            text,
            split: splits[table.splitOf[row]!]!,
            ...(label && { label }),
          });
        } catch {} // reading the dataset has named it
      }
    }
  }
  return documents;
}
