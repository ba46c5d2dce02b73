import { extensionOf } from '../../core/names';
import { parseJson } from '../json';
import type { PageCodecs } from '../table/parquet/file';
import type { Column } from './columns';
import { firstLines, parquetLines } from './parquet';
import type { Reading } from './set';
import { cellsByKey, type RawRow, splitRows } from './text';

/** A table whose rows name files, before it is known what else they say. */
export interface Sniffed {
  readonly reading: Reading;
  /** Without the header. */
  readonly rows: readonly RawRow[];
  readonly fileKey: string;
}

const looks = 60;
const delimiters = [',', '\t', ';', '|'] as const;

/**
 * How a table is written and which column names files; undefined where most rows name none, and for a Parquet file
 * that can't be read or written.
 */
export async function readingOf(
  path: string,
  bytes: Uint8Array,
  isFile: (name: string) => boolean,
  codecs: PageCodecs,
): Promise<Sniffed | undefined> {
  const extension = extensionOf(path).toLowerCase();
  if (extension === 'parquet') return parquet(bytes, isFile, codecs);
  if (extension === 'jsonl' || extension === 'ndjson') return jsonLines(bytes, isFile);
  const list = extension === 'txt' || extension === 'lst' ? fileList(bytes, isFile) : undefined;
  return list ?? delimited(bytes, extension, isFile);
}

function jsonLines(bytes: Uint8Array, isFile: (name: string) => boolean): Sniffed | undefined {
  const { rows } = splitRows(bytes, false);
  const fileKey = fileKeyOf(
    rows.slice(0, looks).map(({ raw }) => raw),
    isFile,
  );
  return fileKey === undefined ? undefined : { reading: { kind: 'jsonl' }, rows, fileKey };
}

async function parquet(
  bytes: Uint8Array,
  isFile: (name: string) => boolean,
  codecs: PageCodecs,
): Promise<Sniffed | undefined> {
  const fileKey = fileKeyOf(await firstLines(bytes, looks, codecs).catch(() => []), isFile);
  if (fileKey === undefined) return undefined;
  const lines = await parquetLines(bytes, codecs);
  return { reading: { kind: 'parquet' }, rows: lines.map((raw, i) => ({ raw, line: i + 1 })), fileKey };
}

/** The key under which lines of JSON name files. */
function fileKeyOf(lines: readonly string[], isFile: (name: string) => boolean): string | undefined {
  const rows = lines.flatMap((raw) => {
    try {
      const row = parseJson(raw);
      return typeof row === 'object' && row !== null ? [row as Readonly<Record<string, unknown>>] : [];
    } catch {
      return [];
    }
  });
  return bestKey(rows, isFile);
}

/** Rows by column: the one that names most files, in at least half of the rows. */
function bestKey(
  rows: readonly Readonly<Record<string, unknown>>[],
  isFile: (name: string) => boolean,
): string | undefined {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) {
      if (typeof value === 'string' && value !== '' && isFile(value)) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] * 2 >= rows.length ? best[0] : undefined;
}

function fileList(bytes: Uint8Array, isFile: (name: string) => boolean): Sniffed | undefined {
  const { rows } = splitRows(bytes, false);
  const first = rows.slice(0, looks).map(({ raw }) => raw.trim().split(/\s+/)[0]!);
  const files = first.filter(isFile).length;
  const isCells = rows.slice(0, looks).some(({ raw }) => /[,;|\t]/.test(raw.replace(/\s+-?\d+$/, '')));
  return files * 2 >= first.length && files > 0 && !isCells
    ? { reading: { kind: 'list' }, rows, fileKey: 'file' }
    : undefined;
}

function delimited(bytes: Uint8Array, extension: string, isFile: (name: string) => boolean): Sniffed | undefined {
  const first = extension === 'tsv' ? '\t' : extension === 'psv' ? '|' : ',';
  for (const delimiter of [first, ...delimiters.filter((d) => d !== first)]) {
    const quotes = usesQuotes(bytes, delimiter);
    const { rows } = splitRows(bytes, quotes);
    const [head, ...body] = rows;
    if (!head) return undefined;
    const wide = { kind: 'delimited', delimiter, quotes, header: false } as const;
    const width = head.raw.split(delimiter).length;
    const numbered: Reading = { ...wide, columns: Array.from({ length: width }, (_, i) => `${i}`) };
    const cells = (row: RawRow, reading: Reading) => {
      try {
        return [cellsByKey(row.raw, reading)];
      } catch {
        return [];
      }
    };
    const key = bestKey(
      (body.length > 0 ? body : rows).slice(0, looks).flatMap((row) => cells(row, numbered)),
      isFile,
    );
    if (key === undefined) continue;
    const [top] = cells(head, numbered);
    const header = top !== undefined && !isFile(String(top[key]));
    if (!header) return { reading: numbered, rows, fileKey: key };
    const columns = Object.values(top!).map((name) => String(name).trim());
    return { reading: { ...wide, header, columns }, rows: body, fileKey: columns[Number(key)]! };
  }
  return undefined;
}

/** True where some cell stands in quotes. */
function usesQuotes(bytes: Uint8Array, delimiter: string): boolean {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 1 << 20));
  const d = delimiter === '|' ? '\\|' : delimiter;
  return new RegExp(`(^|[${d}\\r\\n])"`).test(text);
}

const parsed = 400;

/** A row and what its cells say. */
export interface ParsedRow {
  readonly raw: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** The first rows; those that can't be read are told with their line. */
export const parsedRows = ({ reading, rows }: Sniffed): readonly ParsedRow[] =>
  rows.slice(0, parsed).flatMap(({ raw }) => {
    try {
      return [{ raw, cells: cellsByKey(raw, reading) }];
    } catch {
      return [];
    }
  });

/** Columns with the values of these rows. */
export function columnsOf(reading: Reading, rows: readonly ParsedRow[]): readonly Column[] {
  const keys =
    reading.kind === 'delimited' ? reading.columns : [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  return keys.map((key) => ({ key, values: rows.map(({ cells }) => cells[key]) }));
}
