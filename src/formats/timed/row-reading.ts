import type { Column } from '../rows/columns';
import type { Reading } from '../rows/set';
import { cellsByKey, splitRows } from '../rows/text';
import { timedColumns } from './columns';
import type { RowStyle } from './row-labels';

/** A file of rows for one clip. */
export interface OwnRows extends RowStyle {
  readonly rows: readonly { readonly raw: string; readonly line: number }[];
}

const looks = 400;

/** Rows by column; those that can't be read are told with their line when they are read. */
export function columnsIn(rows: readonly { readonly raw: string }[], reading: Reading): readonly Column[] {
  const some = rows.slice(0, looks).flatMap(({ raw }) => {
    try {
      return [cellsByKey(raw, reading)];
    } catch {
      return [];
    }
  });
  const keys =
    reading.kind === 'delimited' ? reading.columns : [...new Set(some.flatMap((cells) => Object.keys(cells)))];
  return keys.map((key) => ({ key, values: some.map((cells) => cells[key]) }));
}

/** How a file for one clip is written; undefined where its columns say nothing of time. */
export function ownRows(text: string): OwnRows | undefined {
  const bytes = new TextEncoder().encode(text);
  if (/^\uFEFF?\s*\{/.test(text)) {
    const [reading, { rows }] = [{ kind: 'jsonl' } as const, splitRows(bytes, false)];
    const columns = timedColumns(columnsIn(rows, reading), undefined);
    return columns && { reading, columns, rows };
  }
  for (const delimiter of [',', '\t', ';', '|']) {
    const quotes = new RegExp(`(^|[${delimiter === '|' ? '\\|' : delimiter}\\r\\n])"`).test(text);
    const { rows } = splitRows(bytes, quotes);
    const [head, ...body] = rows;
    if (!head?.raw.includes(delimiter)) continue;
    const wide = { kind: 'delimited', delimiter, quotes } as const;
    const count = head.raw.split(delimiter).length;
    const numbered = { ...wide, header: false, columns: Array.from({ length: count }, (_, i) => `${i}`) };
    const mot = motStyle(rows, numbered);
    if (mot) return mot;
    const nameless = delimiter === '\t' ? undefined : timedColumns(columnsIn(rows, numbered), undefined); // Audacity’s
    if (nameless) return { reading: numbered, columns: nameless, rows };
    const names = Object.values(cellsByKey(head.raw, { ...numbered, header: true })).map((name) => String(name).trim());
    const reading: Reading = { ...wide, header: true, columns: names };
    const columns = timedColumns(columnsIn(body, reading), undefined);
    if (columns) return { reading, columns, rows: body };
  }
  return undefined;
}

/** MOTChallenge: frame, track, left, top, width, height, confidence, and more numbers; no header, counted from 1. */
function motStyle(rows: OwnRows['rows'], reading: Reading & { kind: 'delimited' }): OwnRows | undefined {
  const count = reading.columns.length;
  if (count < 7 || count > 10 || rows.length === 0) return undefined;
  const columns = columnsIn(rows, reading);
  const numbers = columns.every(({ values }) => values.every((v) => v !== '' && Number.isFinite(Number(v))));
  const whole = numbers && columns[0]!.values.every((v) => Number.isInteger(Number(v)) && Number(v) >= 1);
  if (!whole) return undefined;
  return {
    rows,
    reading,
    columns: {
      ...{ kind: 'frames', key: '0', counts: true, base: 1 },
      place: { kind: 'size', keys: ['2', '3', '4', '5'], shares: false },
      edge: 1,
      ...(count > 7 && { classes: { kind: 'one', key: '7' } }),
    },
  };
}
