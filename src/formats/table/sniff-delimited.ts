import { extensionOf } from '../../core/names';
import type { DataOptions, DelimitedReading } from '../../core/table';
import { cellsOf, cellValue } from './delimited';
import { type Column, type FindRoles, rolesOf } from './roles';
import { scannerOf } from './scanner';
import type { Head } from './sniff';

const delimiters = [',', '\t', ';', '|'];
const rowsRead = 200;

/** Delimiter, quotes, header and columns of CSV and its kin; undefined when no column is of that kind. */
export function sniffDelimited(
  head: Head,
  data: DataOptions,
  find: FindRoles<'text'> | FindRoles<'features'> = rolesOf,
): DelimitedReading | undefined {
  const own = extensionOf(head.path).toLowerCase();
  const first = own === 'csv' ? ',' : own === 'psv' ? '|' : own === 'tsv' || own === 'tab' ? '\t' : undefined;
  const order = [...new Set([...(first ? [first] : []), ...delimiters])];
  const tried = (data.delimiter ? [data.delimiter] : order).flatMap((delimiter) => {
    const quotes = usesQuotes(head.text, delimiter);
    const rows = rowsOf(head, delimiter, quotes);
    const width = commonest(rows.map((row) => row.length));
    const even = rows.filter((row) => row.length === width).length / Math.max(1, rows.length);
    return rows.length > 0 ? [{ delimiter, quotes, rows, width, even }] : [];
  });
  const best =
    tried.find(({ delimiter, width, even }) => (delimiter === first || data.delimiter) && width > 1 && even > 0.8) ??
    tried
      .filter(({ width, even }) => width > 1 && even > 0.9)
      .sort((a, b) => b.even - a.even || b.width - a.width)[0] ??
    tried[0];
  if (!best || best.rows.length < 2) return undefined; // a line of words is no table
  const { delimiter, quotes, width } = best;
  const rows = best.rows.filter((row) => row.length === width);
  const header = data.header ?? hasHeader(rows);
  const columns = Array.from({ length: width }, (_, i) => (header ? rows[0]![i]!.trim() : `${i}`));
  const body = header ? rows.slice(1) : rows;
  const roles = find(
    columns.map((name, i): Column<number> => ({ key: i, name, values: body.map((row) => row[i]!) })),
    data,
  );
  if (!roles) return undefined;
  const { encoding, lineEnd, mark } = head;
  const bytes = header ? headerBytes(head, delimiter, quotes) : 0;
  return { kind: 'delimited', encoding, lineEnd, head: mark + bytes, delimiter, quotes, columns, roles };
}

/** True when some cell opens with a quote that closes at its end. In files without quoting, a quote is a letter. */
function usesQuotes(text: string, delimiter: string): boolean {
  const d = delimiter.replace(/[|\\]/g, '\\$&');
  const cell = new RegExp(`(?:^|${d}|[\\r\\n])"(?:[^"]|"")*"(?:${d}|[\\r\\n]|$)`);
  return cell.test(text) && !new RegExp(`(?:^|${d}|[\\r\\n])"(?:[^"]|"")*"[^"${d}\\r\\n]`).test(text);
}

function rowsOf(head: Head, delimiter: string, quotes: boolean): readonly (readonly string[])[] {
  const bytes = new TextEncoder().encode(head.text);
  const places: (readonly [number, number])[] = [];
  const reading = { kind: 'delimited', lineEnd: head.lineEnd, quotes, delimiter } as DelimitedReading;
  const scanner = scannerOf(reading, (start, end) => places.push([start, end]));
  scanner.scan(bytes, 0);
  if (!head.cut) scanner.end(bytes.length);
  const decoder = new TextDecoder();
  return places.slice(0, rowsRead).map(([start, end]) => {
    const raw = decoder.decode(bytes.subarray(start, end));
    try {
      return cellsOf(raw, delimiter, quotes).map((c) => cellValue(raw.slice(c.start, c.end), quotes));
    } catch {
      return [raw];
    }
  });
}

/** Bytes of the header with its line end. */
function headerBytes(head: Head, delimiter: string, quotes: boolean): number {
  const latin = head.encoding === 'latin1';
  const bytes = latin ? Uint8Array.from(head.text, (c) => c.charCodeAt(0)) : new TextEncoder().encode(head.text);
  let end = bytes.length;
  const reading = { kind: 'delimited', lineEnd: head.lineEnd, quotes, delimiter } as DelimitedReading;
  let rows = 0;
  scannerOf(reading, (start) => {
    if (++rows === 2) end = start;
  }).scan(bytes, 0);
  if (rows < 2) return bytes.length;
  return end;
}

/** A first row that says what the columns are: its words come nowhere below, where few others do so too. */
function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...body] = rows;
  if (!first || body.length === 0) return false;
  if (first.some((cell) => cell.trim() === '' || cell.length > 40 || cell.split(/\s+/).length > 4)) return false;
  if (new Set(first).size < first.length || first.some(isNumber)) return false;
  if (first.some((cell) => knownNames.test(cell.trim()))) return true;
  return first.every((cell, i) => body.every((row) => row[i] !== cell));
}

const isNumber = (cell: string): boolean => /^\s*-?\d*\.?\d+([eE][-+]?\d+)?\s*$/.test(cell);
const knownNames =
  /^(id|text|label|class|category|sentence|review|content|comment|message|split|sentiment|target|v1|v2)$/i;

function commonest(numbers: readonly number[]): number {
  const count = new Map<number, number>();
  for (const n of numbers) count.set(n, (count.get(n) ?? 0) + 1);
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
