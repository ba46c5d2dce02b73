import { type FileMetaData, parquetSchema, type SchemaElement } from 'hyparquet';
import type { ParquetFile } from './file';
import { bodyEnd, writeFrom } from './writing';

/** The columns that say where a row comes from, and their types as Hugging Face names them. */
export const provenanceFeatures: Readonly<Record<string, string>> = { source_row: 'int64', variant: 'int32' };
const elements: readonly SchemaElement[] = [
  { name: 'source_row', type: 'INT64', repetition_type: 'REQUIRED' },
  { name: 'variant', type: 'INT32', repetition_type: 'REQUIRED' },
];

/** The file as if it had these columns, for the rows that follow. Throws where it has one of that name. */
export function withProvenanceColumns(file: ParquetFile): ParquetFile {
  const taken = file.columns.find(({ element }) => element.name in provenanceFeatures)?.element.name;
  if (taken !== undefined)
    throw new Error(`has a column "${taken}" already: take "provenance" out of the recipe's data`);
  const plain = wider(file.plain);
  return { ...file, metadata: wider(file.metadata), plain, columns: parquetSchema(plain).children };
}

const wider = (metadata: FileMetaData): FileMetaData => {
  const [root, ...rest] = metadata.schema;
  const children = (root!.num_children ?? 0) + elements.length;
  return { ...metadata, schema: [{ ...root!, num_children: children }, ...rest, ...elements] };
};

/**
 * The two columns for the rows that a file has, to stand after its row groups: each row is its own source, and variant 0.
 * Without `keep`, for no rows.
 */
export function ownProvenance(file: ParquetFile, keep: boolean) {
  const schema = [{ name: 'schema', num_children: elements.length }, ...elements];
  const { parquet, finish } = writeFrom(bodyEnd(file), schema);
  let first = 0;
  for (const { num_rows } of keep ? file.metadata.row_groups : []) {
    const [from, rows] = [first, Number(num_rows)];
    parquet.write({
      columnData: [
        { name: 'source_row', data: BigInt64Array.from({ length: rows }, (_, i) => BigInt(from + i)) },
        { name: 'variant', data: new Int32Array(rows) },
      ],
      rowGroupSize: Math.max(1, rows),
    });
    first += rows;
  }
  return finish();
}
