import type { Span } from '../../core/spans';
import type { DelimitedReading, Roles } from '../../core/table';
import { pointsOfSpan, type RowCodec, spanOfPoints, type TextCodec } from './codec';
import { movedSpans, spansOf } from './json-spans';
import { splitOfCell } from './split-cell';

/** A cell as it stands in its row, with its quotes. */
export type Cell = Span;

/** The cells of a row. Throws when a quote is not closed. */
export function cellsOf(raw: string, delimiter: string, quotes: boolean): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (;;) {
    let end = at;
    if (quotes && raw[at] === '"') {
      end = at + 1;
      for (;;) {
        end = raw.indexOf('"', end);
        if (end < 0) throw new Error('a quote is opened and not closed');
        if (raw[end + 1] !== '"') break;
        end += 2;
      }
    }
    const next = raw.indexOf(delimiter, end);
    cells.push({ start: at, end: next < 0 ? raw.length : next });
    if (next < 0) return cells;
    at = next + 1;
  }
}

const isQuoted = (raw: string): boolean => raw.length > 1 && raw.startsWith('"') && raw.endsWith('"');

/** What a cell says. */
export const cellValue = (raw: string, quotes: boolean): string =>
  quotes && isQuoted(raw) ? raw.slice(1, -1).replaceAll('""', '"') : raw;

/** A value as a cell: in quotes where it was or where it must be. Throws where the table has no quotes and needs them. */
function cellOf(value: string, was: string, { delimiter, quotes }: DelimitedReading): string {
  const needs = value.includes(delimiter) || /[\r\n]/.test(value) || (quotes && value.startsWith('"'));
  if (!quotes && needs) throw new Error('the new text holds the delimiter, and this table has no quotes');
  return quotes && (needs || isQuoted(was)) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Reading the cells of rows, and writing some of them anew. */
export function delimitedCells({ delimiter, quotes, columns, roles }: DelimitedReading) {
  const split = (raw: string): readonly Cell[] => {
    const cells = cellsOf(raw, delimiter, quotes);
    if (cells.length === columns.length) return cells;
    throw new Error(`has ${cells.length} cells, and the table has ${columns.length} columns`);
  };
  const value = (raw: string, cells: readonly Cell[], column: number | undefined): string | undefined => {
    const cell = column === undefined ? undefined : cells[column];
    return cell && cellValue(raw.slice(cell.start, cell.end), quotes);
  };
  const own = (columnsMore: readonly (string | number)[]) => columnsMore.map((c) => delimiter + c).join('');
  const common: RowCodec = {
    facts(raw) {
      const cells = split(raw);
      const label = value(raw, cells, roles.label);
      const named = value(raw, cells, roles.split);
      return {
        ...(label !== undefined && label !== '' && { label }),
        ...(named !== undefined && { split: splitOfCell(named, columns[roles.split!]!) }),
      };
    },
    withProvenance: (raw, { sourceRow, variant }) => raw + own([sourceRow, variant]),
    headWithProvenance: (head) => head.replace(/(\r?\n|\r)?$/, (end) => own(['source_row', 'variant']) + end),
  };
  return { split, value, common };
}

/** Rows of CSV and TSV that hold texts. */
export function delimitedCodec(reading: DelimitedReading & { readonly roles: Roles<number> }): TextCodec {
  const { roles } = reading;
  const { split, value, common } = delimitedCells(reading);
  return {
    ...common,
    read(raw) {
      const cells = split(raw);
      const text = value(raw, cells, roles.text)!;
      const label = value(raw, cells, roles.label);
      const [start, end] = [value(raw, cells, roles.start), value(raw, cells, roles.end)];
      const listed = value(raw, cells, roles.spans);
      const one = start !== undefined && end !== undefined && /^\d+$/.test(start) && /^\d+$/.test(end);
      return {
        text,
        classes: label ? [label] : [],
        spans: [
          ...(one ? [spanOfPoints(text, Number(start), Number(end))] : []),
          ...(listed ? spansOf(listed, text) : []),
        ],
      };
    },
    write(raw, row) {
      const cells = split(raw);
      const put = new Map<number, string>([[roles.text, row.text]]);
      let spans = row.spans;
      if (roles.start !== undefined && roles.end !== undefined && value(raw, cells, roles.start)) {
        const [start, end] = pointsOfSpan(row.text, spans[0]!);
        put.set(roles.start, `${start}`).set(roles.end, `${end}`);
        spans = spans.slice(1);
      }
      const listed = value(raw, cells, roles.spans);
      if (listed && spans.length > 0) put.set(roles.spans!, movedSpans(listed, { text: row.text, spans }));
      return replaced(raw, cells, put, reading);
    },
  };
}

/** The row with some of its cells written anew, by column; all else stays to the byte. */
export function replaced(
  raw: string,
  cells: readonly Cell[],
  put: ReadonlyMap<number, string>,
  reading: DelimitedReading,
): string {
  let out = '';
  let from = 0;
  for (const [i, { start, end }] of cells.entries()) {
    const now = put.get(i);
    if (now === undefined) continue;
    const was = raw.slice(start, end);
    out += raw.slice(from, start) + (cellValue(was, reading.quotes) === now ? was : cellOf(now, was, reading));
    from = end;
  }
  return out + raw.slice(from);
}
