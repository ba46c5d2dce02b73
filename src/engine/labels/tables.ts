import { readFile } from 'node:fs/promises';
import type { DatasetIndex } from '../../core/dataset';
import type { RunRecord } from '../../core/manifest';
import { findByPath } from '../../core/order';
import { resolver, sourceReference } from '../../core/references';
import type { GrowingTable } from '../../formats/label-format';
import { tableFilesOf } from '../../formats/labels';
import { onDisk } from '../on-disk';
import { pageCodecs } from '../table/parquet';

/** From a sample's path to what a table says of it; along the sets of labels, undefined for those in files of their own. */
export type Tables = readonly (((sample: string) => unknown) | undefined)[];

const known = new WeakMap<DatasetIndex, Promise<Tables>>();

/** Reads the tables of a dataset, once. */
export function openTables(root: string, index: DatasetIndex): Promise<Tables> {
  const tables = known.get(index) ?? readTables(root, index);
  known.set(index, tables);
  tables.catch(() => known.delete(index));
  return tables;
}

async function readTables(root: string, index: DatasetIndex): Promise<Tables> {
  const resolve = resolver(index.samples.map((s) => s.path));
  return Promise.all(
    index.labelSets.map(async (set) => {
      const format = tableFilesOf(set.format);
      return format?.open(await tableBytes(root, index, set.file!), set, resolve, pageCodecs);
    }),
  );
}

const tableBytes = (root: string, index: DatasetIndex, file: string): Promise<Buffer> =>
  readFile(onDisk(root, findByPath(index.others, file) ?? { path: file }));

/** A table as the output holds it: its own rows, and room for those of variants. */
export async function growTable(
  root: string,
  index: DatasetIndex,
  file: string,
  { onlyVariants, source }: Pick<RunRecord, 'onlyVariants' | 'source'>,
): Promise<GrowingTable> {
  const set = index.labelSets.find((s) => s.file === file)!;
  const resolve = resolver(index.samples.map((s) => s.path));
  const rename = (reference: string): string => {
    const sample = resolve(reference, file);
    return sample === undefined ? reference : sourceReference(reference, sample, source);
  };
  const bytes = await tableBytes(root, index, file);
  return tableFilesOf(set.format)!.grow(bytes, set, pageCodecs, onlyVariants ? { source, rename } : undefined);
}

/** The tables that a run writes anew, by their paths. */
export const writtenTables = (index: Pick<DatasetIndex, 'labelSets'>): readonly string[] =>
  index.labelSets.flatMap((set) => set.file ?? []);
