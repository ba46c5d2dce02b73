import {
  type AsyncBuffer,
  type CompressionCodec,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { isReadable, storedMetadata } from './schema';
import { rowToJson } from './values';

/** What unpacks and packs the pages of files; Snappy is the libraries' own. */
export interface PageCodecs {
  readonly unpack: Compressors;
  readonly pack: Readonly<Partial<Record<CompressionCodec, (bytes: Uint8Array) => Uint8Array>>>;
}

/** A Parquet file of which the footer was read. */
export interface ParquetFile {
  readonly buffer: AsyncBuffer;
  readonly compressors: Compressors;
  /** As it stands in the file. */
  readonly metadata: FileMetaData;
  /** The same, with values as they are stored. */
  readonly plain: FileMetaData;
  readonly columns: readonly SchemaTree[];
  readonly rows: number;
}

/** Reads the footer. Throws what is wrong with the file, in words. */
export async function openParquet(buffer: AsyncBuffer, compressors: Compressors): Promise<ParquetFile> {
  const metadata = await parquetMetadataAsync(buffer, { geoparquet: false }).catch(() => undefined);
  if (!metadata) throw new Error('is not a whole Parquet file, or is encrypted');
  const codecs = new Set(metadata.row_groups.flatMap((g) => g.columns.map((c) => c.meta_data?.codec)));
  for (const codec of codecs) {
    if (codec === undefined) throw new Error('has its columns in other files');
    if (codec === 'UNCOMPRESSED' || codec === 'SNAPPY' || compressors[codec]) continue;
    throw new Error(
      `is compressed with ${codec}, which ${codec === 'ZSTD' ? 'Node reads from 22.15 on' : 'can’t be read'}: save it with Snappy (pandas: to_parquet(…, compression="snappy")) or GZIP`,
    );
  }
  const plain = storedMetadata(metadata);
  const columns = parquetSchema(plain).children;
  return { buffer, compressors, metadata, plain, columns, rows: Number(metadata.num_rows) };
}

/** Names of the columns that hold texts, numbers, or lists and records of these, but no pictures or other bytes. */
export const readableColumns = ({ columns }: ParquetFile): readonly string[] =>
  columns.filter(isReadable).map(({ element }) => element.name);

/** Rows as lines of JSON, whole or with some of their columns; see `rowToJson`. The end is not included. */
export async function parquetRows(
  file: ParquetFile,
  start: number,
  end: number,
  names?: readonly string[],
): Promise<readonly string[]> {
  const columns = names ? file.columns.filter(({ element }) => names.includes(element.name)) : file.columns;
  if (columns.length === 0) return Array.from({ length: end - start }, () => '{}');
  const cells: (readonly unknown[])[] = [];
  for (const { element } of columns) {
    // one after the other: without an index of its pages, a column with lists is unpacked for the whole row group
    const read = await parquetReadObjects({
      file: file.buffer,
      metadata: file.plain,
      compressors: file.compressors,
      columns: [element.name],
      rowStart: start,
      rowEnd: end,
      utf8: false,
      useOffsetIndex: true,
    });
    cells.push(read.map((row) => row[element.name]));
  }
  return Array.from({ length: end - start }, (_, row) => rowToJson(columns, (column) => cells[column]![row]));
}
