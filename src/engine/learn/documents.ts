import { readFile } from 'node:fs/promises';
import { classesOf, type Split } from '../../core/dataset';
import { rowName, splits } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import { textCodecOf } from '../../formats/table/codec';
import { onDisk } from '../on-disk';
import type { Dataset } from '../scan';
import { decoderOf, rowsOfBlock } from '../table/block-rows';
import { documentReading } from '../text/documents';

/** A row of a dataset of texts. */
export interface Document {
  readonly name: string;
  readonly text: string;
  readonly split: Split;
  readonly label?: string;
}

/** The documents of a dataset, rows or files, in order; what can't be read is left out. All of them are in memory then. */
export async function documentsOf(
  { root, index }: Dataset,
  onBlock: () => void = () => {},
): Promise<readonly Document[]> {
  const documents: Document[] = [];
  for (const sample of index.tables ? [] : index.samples) {
    onBlock();
    try {
      const bytes = await readFile(onDisk(root, sample));
      const text = decoderOf(documentReading(sample, bytes))(bytes);
      const [label] = classesOf(sample);
      documents.push({ name: sample.path, text, split: sample.split, ...(label && { label }) });
    } catch {} // a run names it
  }
  for (const table of index.tables ?? []) {
    const codec = textCodecOf(table.reading);
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
