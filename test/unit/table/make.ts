import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataOptions, Table } from '../../../src/core/table';
import { type Dataset, openDataset } from '../../../src/engine/scan';
import { rowsOfBlock } from '../../../src/engine/table/block-rows';
import { makeFolder } from '../dataset/make';

/** A dataset of these files, opened. */
export function openFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  data?: DataOptions,
  chosen = '',
): Promise<Dataset> {
  const root = makeFolder('texts', {});
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return openDataset([join(root, chosen)], { data });
}

/** Every row of a table, as it stands in the file. */
export async function rawRows(dataset: Dataset, table: Table): Promise<readonly string[]> {
  const rows: string[] = [];
  for (const block of table.blocks) {
    rows.push(...(await rowsOfBlock(join(dataset.root, table.path), table.reading, block)));
  }
  return rows;
}
