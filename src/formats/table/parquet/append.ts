import { type CompressionCodec, parquetSchema } from 'hyparquet';
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
import type { PageCodecs, ParquetFile } from './file';
import { joinedBytes, withGroups } from './footer';
import { writtenSchema } from './schema';
import { rowOfJson } from './values';

/** Row groups that are written after those of a file, in its schema, and the end of the file. */
export interface ParquetAppend {
  /**
   * One more row, as a line of JSON. Rows wait until they fill a group, whose bytes come back then. Throws for rows that do
   * not fit the schema.
   */
  add(line: string): Uint8Array | undefined;
  /** The group of those that still wait, and the bytes after the last group. */
  end(): Uint8Array;
}

/** A row group is held in memory while it is packed. */
const [mostRows, mostLetters] = [10_000, 16 * 1024 * 1024];

/** The magic word that begins and ends a file. */
export const magic = new TextEncoder().encode('PAR1');

/** How much of a file are its row groups with all that belongs to them; the footer comes after it. */
export const bodyEnd = ({ buffer, metadata }: ParquetFile): number => buffer.byteLength - 8 - metadata.metadata_length;

/**
 * More rows for a file: with `keep`, its own row groups stay before them to the byte, compressed as they are; otherwise the
 * new file holds the new rows alone. `footer` is the file's own, of which all else stays, so that types and
 * what libraries wrote beside them come along.
 */
export function appendParquet(
  file: ParquetFile,
  footer: Uint8Array,
  keep: boolean,
  { pack }: Pick<PageCodecs, 'pack'>,
): ParquetAppend {
  const writer = new ByteWriter();
  const schema = writtenSchema(file.metadata);
  const codecs = codecsOf(file, pack);
  writer.offset = (keep ? bodyEnd(file) : magic.length) - magic.length;
  const parquet = new ParquetWriter({ writer, schema, compressors: pack });
  writer.index = 0; // the magic word stands at the file's beginning already
  const take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    return bytes;
  };
  let rows = keep ? file.rows : 0;
  let lines: string[] = [];
  let letters = 0;
  const group = () => {
    const values = lines.map((line) => rowOfJson(file.columns, line));
    const columnData = file.columns.map(
      ({ element: { name, type } }): ColumnSource => ({
        name,
        ...(/FLOAT|DOUBLE/.test(type ?? '') && { encoding: 'PLAIN' as const }), // a dictionary takes -0 for 0
        data: values.map((row) => row[name]),
        codec: codecs.get(name),
        statistics: isPlain(file, name),
      }),
    );
    parquet.write({ columnData, rowGroupSize: lines.length });
    for (const group of parquet.row_groups.slice(-1)) {
      for (const [i, { meta_data }] of group.columns.entries()) meta_data!.type = leafTypes(file)[i]!;
    }
    rows += lines.length;
    [lines, letters] = [[], 0];
  };
  return {
    add(line) {
      lines.push(line);
      letters += line.length;
      if (lines.length < mostRows && letters < mostLetters) return undefined;
      group();
      return take();
    },
    end() {
      if (lines.length > 0) group();
      parquet.finish();
      const bytes = take();
      const tail = new DataView(bytes.buffer, bytes.length - 8);
      const own = bytes.length - 8 - tail.getUint32(0, true);
      const whole = withGroups(footer, bytes.subarray(own, bytes.length - 8), rows, keep);
      tail.setUint32(0, whole.length, true);
      return joinedBytes([bytes.subarray(0, own), whole, bytes.subarray(bytes.length - 8)]);
    },
  };
}

const leafTypes = ({ metadata }: ParquetFile) => metadata.schema.flatMap(({ type }) => type ?? []);

/** The compression of each column: its own where that can be written. */
function codecsOf({ columns, metadata }: ParquetFile, pack: PageCodecs['pack']): ReadonlyMap<string, CompressionCodec> {
  const own = new Map(
    metadata.row_groups[0]?.columns.map(({ meta_data }) => [meta_data!.path_in_schema[0]!, meta_data!.codec]),
  );
  return new Map(
    columns.map(({ element: { name } }) => {
      const codec = own.get(name) ?? 'SNAPPY';
      return [name, codec === 'UNCOMPRESSED' || pack[codec] ? codec : 'SNAPPY'];
    }),
  );
}

/** True where values sort as they are stored, so that the least and greatest of a group may be written. */
function isPlain({ metadata }: ParquetFile, name: string): boolean {
  const column = parquetSchema(metadata).children.find(({ element }) => element.name === name)!;
  const { type, converted_type, logical_type } = column.element;
  const meant = converted_type !== undefined && converted_type !== 'UTF8';
  return type !== undefined && type !== 'INT96' && !meant && (logical_type?.type ?? 'STRING') === 'STRING';
}
