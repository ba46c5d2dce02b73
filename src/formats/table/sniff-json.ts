import type { DataOptions, JsonLinesReading, JsonReading, ParquetReading } from '../../core/table';
import { parseJson } from '../json';
import { type Column, type FindRoles, rolesOf } from './roles';
import { scannerOf } from './scanner';
import { type Head, linesOf } from './sniff';

const rowsRead = 200;

type Find = FindRoles<'text'> | FindRoles<'features'>;

/** JSONL of records; undefined when no key holds what is looked for. */
export function sniffJsonLines(head: Head, data: DataOptions, find: Find = rolesOf): JsonLinesReading | undefined {
  const rows = linesOf(head).slice(0, rowsRead).flatMap(parsed);
  const found = meant(rows, data, find);
  return found && { kind: 'jsonl', encoding: head.encoding, head: head.mark, lineEnd: head.lineEnd, ...found };
}

/** A JSON document that is a list of rows, or an object of such lists. */
export function sniffJson(head: Head, data: DataOptions): JsonReading | undefined {
  const bytes = new TextEncoder().encode(head.text);
  const decoder = new TextDecoder();
  const rows: object[] = [];
  scannerOf(
    { kind: 'json', encoding: 'utf8', head: 0, lineEnd: '\n', columns: [], roles: { text: '' } },
    (start, end) => {
      if (rows.length < rowsRead) rows.push(...parsed(decoder.decode(bytes.subarray(start, end))));
    },
  ).scan(bytes, 0);
  const columns = columnsOf(rows);
  if (columns.length === 0) return undefined;
  const found = { columns: columns.map((c) => c.name), roles: rolesOf(columns, data) };
  return { kind: 'json', encoding: head.encoding, head: head.mark, lineEnd: head.lineEnd, ...found };
}

/** Parquet, by the lines of JSON of its first rows; undefined when no column holds what is looked for. */
export function sniffParquet(
  lines: readonly string[],
  data: DataOptions,
  find: Find = rolesOf,
): ParquetReading | undefined {
  const found = meant(lines.flatMap(parsed), data, find);
  return found && { kind: 'parquet', encoding: 'utf8', head: 0, lineEnd: '\n', ...found };
}

/** The columns of some rows and what they mean. */
function meant(rows: readonly object[], data: DataOptions, find: Find) {
  const columns = columnsOf(rows);
  const roles = columns.length > 0 ? find(columns, data) : undefined;
  return roles && { columns: columns.map((c) => c.name), roles };
}

function parsed(line: string): readonly object[] {
  try {
    const value = parseJson(line);
    return typeof value === 'object' && value !== null ? [value] : [];
  } catch {
    return [];
  }
}

function columnsOf(rows: readonly object[]): readonly Column<string>[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return names.map((name) => {
    const values = rows.flatMap((row) => {
      const value = (row as Readonly<Record<string, unknown>>)[name];
      return value === undefined || value === null ? [] : [value];
    });
    const structured = values.some((v) => typeof v === 'object' && !isLabels(v));
    return { key: name, name, structured, values: values.map((v) => (isLabels(v) ? v.join(' ') : String(v))) };
  });
}

const isLabels = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((v) => typeof v === 'string' && v.length < 60);
