import type { DataOptions, JsonLinesReading, JsonReading, ParquetReading } from '../../core/table';
import { parseJson } from '../json';
import { type Column, rolesOf } from './roles';
import { scannerOf } from './scanner';
import { type Head, linesOf } from './sniff';

const rowsRead = 200;

/** JSONL of records; undefined when no key holds text. */
export function sniffJsonLines(head: Head, data: DataOptions): JsonLinesReading | undefined {
  const rows = linesOf(head).slice(0, rowsRead).flatMap(parsed);
  const roles = rolesOf(columnsOf(rows), data);
  if (!roles) return undefined;
  return { kind: 'jsonl', encoding: head.encoding, head: head.mark, lineEnd: head.lineEnd, roles };
}

/** A JSON document that is a list of rows, or an object of such lists. */
export function sniffJson(head: Head, data: DataOptions): JsonReading | undefined {
  const bytes = new TextEncoder().encode(head.text);
  const decoder = new TextDecoder();
  const rows: object[] = [];
  scannerOf({ kind: 'json', encoding: 'utf8', head: 0, lineEnd: '\n', roles: { text: '' } }, (start, end) => {
    if (rows.length < rowsRead) rows.push(...parsed(decoder.decode(bytes.subarray(start, end))));
  }).scan(bytes, 0);
  const roles = rows.length > 0 ? rolesOf(columnsOf(rows), data) : undefined;
  return roles && { kind: 'json', encoding: head.encoding, head: head.mark, lineEnd: head.lineEnd, roles };
}

/** Parquet, by the lines of JSON of its first rows; undefined when no column holds text. */
export function sniffParquet(lines: readonly string[], data: DataOptions): ParquetReading | undefined {
  const roles = rolesOf(columnsOf(lines.flatMap(parsed)), data);
  return roles && { kind: 'parquet', encoding: 'utf8', head: 0, lineEnd: '\n', roles };
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
