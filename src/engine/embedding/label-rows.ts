import { join } from 'node:path';
import type { DatasetProblem, Split } from '../../core/dataset';
import { baseOf, extensionOf } from '../../core/names';
import type { DataOptions, Reading, Table } from '../../core/table';
import { labelNames } from '../../formats/table/roles';
import { headOf, linesOf } from '../../formats/table/sniff';
import { sniffDelimited } from '../../formats/table/sniff-delimited';
import type { TreeFile } from '../../formats/tree';
import { labelFilesOf } from '../../formats/vectors/label-files';
import { npyReading } from '../../formats/vectors/npy';
import { labelFileRoles } from '../../formats/vectors/roles';
import { firstBytes } from '../first-bytes';
import { type ScanOptions, scanTable } from '../table/scan-table';

export interface LabelsAsk extends ScanOptions {
  /** Absolute. */
  readonly root: string;
  readonly files: readonly TreeFile[];
  readonly data: DataOptions;
}

/** A label file, with what its rows say. */
export interface LabelTable {
  readonly file: TreeFile;
  readonly table: Table;
}

/**
 * The label files that `fits` takes for the rows of a file of embeddings, by their number of rows; the first one. Of those
 * that bear its name and do not fit, the problems tell. Files that were taken already belong to others.
 */
export async function labelRowsOf(
  path: string,
  split: Split,
  fits: (rows: number) => boolean,
  ask: LabelsAsk,
  problems: DatasetProblem[],
): Promise<LabelTable | undefined> {
  for (const { file, own } of labelFilesOf(path, ask.files)) {
    const disk = join(ask.root, file.diskPath ?? file.path);
    const reasons: string[] = [];
    for (const header of extensionOf(file.path).toLowerCase() === 'npy' ? [undefined] : [undefined, true, false]) {
      try {
        const reading = await labelReading(file, disk, {
          ...ask.data,
          text: undefined,
          ...(header !== undefined && { header }),
        });
        if (!reading) continue;
        const { table } = await scanTable({ path: file.path, disk, bytes: file.bytes, split }, reading, ask);
        if (fits(table.rows)) return { file, table };
        reasons.push(`has ${table.rows} rows`);
      } catch (error) {
        ask.signal?.throwIfAborted();
        reasons.push((error as Error).message);
      }
    }
    if (own && reasons[0] !== undefined) {
      problems.push({
        path: file.path,
        problem: `${reasons[0]}: it does not fit ${baseOf(path)}, and is copied as it is`,
      });
    }
  }
  return undefined;
}

/** How a file is read as labels; undefined for what holds none. A list without columns is a table of one. */
async function labelReading(file: TreeFile, disk: string, data: DataOptions): Promise<Reading | undefined> {
  const bytes = await firstBytes(disk);
  if (extensionOf(file.path).toLowerCase() === 'npy') {
    const reading = npyReading(bytes, file.bytes);
    return reading.columns === 1 ? reading : undefined;
  }
  const head = headOf(file.path, bytes, file.bytes);
  const named = linesOf(head)[0]
    ?.split(/[\t,;|]/)
    .some((cell) => labelNames.test(cell.trim()));
  return named && data.header === false ? undefined : sniffDelimited(head, data, labelFileRoles);
}
