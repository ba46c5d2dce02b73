import { type CompressionCodec, parquetSchema } from 'hyparquet';
import type { ColumnSource } from 'hyparquet-writer';
import type { PageCodecs, ParquetFile } from './file';
import { withGroups } from './footer';
import { writtenSchema } from './schema';
import { joinedBytes } from './thrift';
import { rowOfJson } from './values';
import { magic, writeFrom } from './writing';

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

/** Where the new row groups of a file stand. */
export interface AppendPlace {
  /** Its own row groups stay before them to the byte, compressed as they are; otherwise the new file holds the new rows alone. */
  readonly keep: boolean;
  /** Bytes before the new groups. */
  readonly from: number;
}

/**
 * More rows for a file. `footer` is the file's own, of which all else stays, so that types and what libraries wrote beside
 * them come along.
 */
export function appendParquet(
  file: ParquetFile,
  footer: Uint8Array,
  { keep, from }: AppendPlace,
  { pack }: Pick<PageCodecs, 'pack'>,
): ParquetAppend {
  const codecs = codecsOf(file, pack);
  const { parquet, take, finish } = writeFrom(from, writtenSchema(file.metadata), pack);
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
      const { body, footer: own } = finish();
      const whole = withGroups(footer, own, rows, keep);
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, whole.length, true);
      return joinedBytes([body, whole, length, magic]);
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
