import { parseJson } from '../json';
import { cellsOf, cellValue } from '../table/delimited';
import { jsonPlaces, withPlaces } from '../table/json-spans';
import type { Reading } from './set';

/** A row as it stands in its table, and the number of its line, from 1. */
export interface RawRow {
  readonly raw: string;
  readonly line: number;
}

/** What a table's text consists of. */
export interface TableText {
  /** Byte order mark. */
  readonly mark: string;
  readonly rows: readonly RawRow[];
  readonly lineEnd: '\n' | '\r\n';
  readonly encoding: 'utf8' | 'latin1';
}

/** Splits a table into rows; line ends in quotes belong to their cells. Empty lines are no rows. */
export function splitRows(bytes: Uint8Array, quotes: boolean): TableText {
  const { text, encoding } = decoded(bytes);
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const rows: RawRow[] = [];
  let [line, first] = [1, 1];
  let pending = '';
  for (const part of text.slice(mark.length).split('\n')) {
    pending = pending === '' ? part : `${pending}\n${part}`;
    line++;
    if (quotes && pending.split('"').length % 2 === 0) continue; // a quote is open
    const raw = pending.endsWith('\r') ? pending.slice(0, -1) : pending;
    if (raw.trim() !== '') rows.push({ raw, line: first });
    first = line;
    pending = '';
  }
  return { mark, rows, lineEnd: text.includes('\r\n') ? '\r\n' : '\n', encoding };
}

function decoded(bytes: Uint8Array): { readonly text: string; readonly encoding: TableText['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf8' };
  } catch {
    return { text: new TextDecoder('latin1').decode(bytes), encoding: 'latin1' };
  }
}

/** What the cells of a row say, by column. Throws for a row with other columns than the table. */
export function cellsByKey(raw: string, reading: Reading): Readonly<Record<string, unknown>> {
  switch (reading.kind) {
    case 'jsonl':
    case 'parquet':
      return parseJson(raw) as Readonly<Record<string, unknown>>;
    case 'list':
      return { file: raw.trim().split(/\s+/)[0], line: raw.trim() };
    case 'delimited': {
      const { columns, delimiter, quotes } = reading;
      const cells = cellsOf(raw, delimiter, quotes);
      if (cells.length !== columns.length) {
        throw new Error(`has ${cells.length} cells, and the table has ${columns.length} columns`);
      }
      return Object.fromEntries(
        cells.map(({ start, end }, i) => [columns[i]!, cellValue(raw.slice(start, end), quotes)]),
      );
    }
  }
}

/** A row with other values in some cells; the rest stays to the letter. */
export function withCells(raw: string, reading: Reading, values: Readonly<Record<string, unknown>>): string {
  switch (reading.kind) {
    case 'list': {
      const old = raw.trim().split(/\s+/)[0]!;
      return raw.replace(old, () => String(values.file ?? old));
    }
    case 'jsonl':
    case 'parquet': {
      const spaced = /[,:] /.test(raw);
      const items = jsonPlaces(raw).items ?? [];
      return withPlaces(
        raw,
        items.flatMap((item) =>
          item.key !== undefined && item.key in values ? [[item, json(values[item.key], spaced)] as const] : [],
        ),
      );
    }
    case 'delimited': {
      const { columns, delimiter, quotes } = reading;
      const cells = cellsOf(raw, delimiter, quotes);
      return cells
        .map(({ start, end }, i) => {
          const was = raw.slice(start, end);
          const value = values[columns[i]!];
          return value === undefined ? was : cell(String(value), was, delimiter, quotes);
        })
        .join(delimiter);
    }
  }
}

function cell(value: string, was: string, delimiter: string, quotes: boolean): string {
  if (value === cellValue(was, quotes)) return was;
  const needs = value.includes(delimiter) || /[\r\n"]/.test(value);
  return needs || (quotes && was.startsWith('"')) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** JSON in one line, with a space after commas and colons, as Python writes it, or without. */
function json(value: unknown, spaced: boolean): string {
  if (!spaced || typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((v) => json(v, true)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, v]) => `${JSON.stringify(key)}: ${json(v, true)}`)
    .join(', ')}}`;
}

/** A table's own bytes, its rows changed where asked, and how one more row is written after them. */
export function openTable(bytes: Uint8Array, reading: Reading, change?: (raw: string) => string) {
  const quotes = reading.kind === 'delimited' && reading.quotes;
  const { mark, rows, lineEnd, encoding } = splitRows(bytes, quotes);
  const ends = bytes.length === 0 || bytes.at(-1) === 10;
  const header = reading.kind === 'delimited' && reading.header ? 1 : 0;
  const changed = change && rows.map(({ raw }, i) => (i < header ? raw : change(raw))).join(lineEnd);
  return {
    own: changed === undefined ? bytes : Buffer.from(mark + changed + (ends ? lineEnd : ''), encoding),
    row: (raw: string): Uint8Array => Buffer.from(ends ? raw + lineEnd : lineEnd + raw, encoding),
  };
}
