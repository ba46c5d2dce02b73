import type { AsyncBuffer } from 'hyparquet';
import type { GrowingTable } from '../label-format';
import { appendParquet } from '../table/parquet/append';
import { openParquet, type PageCodecs, type ParquetFile, parquetRows, readableColumns } from '../table/parquet/file';
import { checkWritable } from '../table/parquet/schema';
import { bodyEnd, magic } from '../table/parquet/writing';

const bufferOf = (bytes: Uint8Array): AsyncBuffer => ({
  byteLength: bytes.length,
  slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
});

/** The first rows of a file that others can be written after, without pictures and other bytes that it may hold. */
export async function firstLines(bytes: Uint8Array, count: number, codecs: PageCodecs): Promise<readonly string[]> {
  const file = await openParquet(bufferOf(bytes), codecs.unpack);
  checkWritable(file.columns);
  return parquetRows(file, 0, Math.min(count, file.rows), readableColumns(file));
}

/** Why a file can't be read or can't get more rows; undefined where it can. */
export const parquetProblem = (bytes: Uint8Array, codecs: PageCodecs): Promise<string | undefined> =>
  firstLines(bytes, 1, codecs).then(
    () => undefined,
    (error: Error) => error.message,
  );

/** All rows of a file, each as a line of JSON. */
export async function parquetLines(bytes: Uint8Array, codecs: PageCodecs): Promise<readonly string[]> {
  return linesOf(await openParquet(bufferOf(bytes), codecs.unpack));
}

const linesOf = (file: ParquetFile): Promise<readonly string[]> => parquetRows(file, 0, file.rows);

/**
 * A file to which rows are added, in groups after its own, which stay to the byte; with `change` its own rows are written
 * anew.
 */
export async function growParquet(
  bytes: Uint8Array,
  codecs: PageCodecs,
  change?: (line: string) => string,
): Promise<Pick<GrowingTable, 'parts'> & { add(line: string): readonly Uint8Array[] }> {
  const file = await openParquet(bufferOf(bytes), codecs.unpack);
  const end = bodyEnd(file);
  const footer = bytes.subarray(end, end + file.metadata.metadata_length);
  const more = appendParquet(file, footer, { keep: !change, from: change ? magic.length : end }, codecs);
  const add = (line: string) => more.add(line) ?? [];
  const own = change
    ? [magic, ...(await linesOf(file)).flatMap((line) => add(change(line)))]
    : [bytes.subarray(0, end)];
  return { add: (line) => [add(line)].flat(), parts: () => [...own, 0, more.end()] };
}
