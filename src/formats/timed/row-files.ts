import type { LabelSet } from '../../core/dataset';
import { baseOf, stemOf } from '../../core/names';
import { variantReference } from '../../core/references';
import { classesIn } from '../rows/classes';
import { cellsByKey } from '../rows/text';
import { clipSidecar } from './clip-format';
import type { TimedColumns } from './columns';
import { frameRows, rowLabels, spanRow } from './row-labels';
import { type OwnRows, ownRows } from './row-reading';
import { findSidecars } from './sidecars';

/** What a set of rows with time is called: "CSV events", "CSV boxes by frame". */
export function timedName(columns: TimedColumns, extension: string): string {
  const what =
    columns.kind === 'spans'
      ? 'events'
      : columns.place
        ? 'boxes by frame'
        : `labels by ${columns.counts ? 'frame' : 'time step'}`;
  return `${extension.toUpperCase()} ${what}`;
}

export interface RowFileSet extends LabelSet {
  readonly format: 'timed rows';
  readonly weighs: boolean;
}

/**
 * CSV, TSV and JSON lines for one clip each: onset and offset (DCASE, Raven), a row for each frame or time step, boxes by frame
 * (MOTChallenge). Other columns, their order, delimiter and quotes stay.
 */
export const rowFiles = clipSidecar<RowFileSet>({
  name: 'timed rows',
  kind: 'sidecar',
  weighs: ({ weighs }) => weighs,
  find: (tree) =>
    findSidecars(tree, {
      extensions: ['csv', 'tsv', 'txt', 'jsonl', 'ndjson'],
      look(text) {
        const own = ownRows(text);
        return own && look(own);
      },
      setOf(base, text) {
        const { columns } = ownRows(text)!;
        const extension = base.places![0]!.extension;
        return {
          ...{ ...base, format: 'timed rows', name: timedName(columns, extension), nature: natureOf(columns) },
          weighs: columns.weight !== undefined,
        };
      },
    }),
  read(text, _set, clip) {
    const own = needed(text);
    return own
      ? rowLabels(
          own.rows.map(({ raw }) => raw),
          own,
          clip,
        )
      : { timed: [] };
  },
  write(text, _set, { source, output, timed, framed, clip }) {
    const own = needed(text);
    if (!own) return text;
    const all = own.rows.map(({ raw }) => raw);
    const common = namesOf(all[0], own, source, output);
    const rows =
      own.columns.kind === 'spans'
        ? timed.map((one) => spanRow(one, own, common))
        : frameRows(framed, all, own, clip, common);
    return withRows(text, own, rows);
  },
});

/** How rows with time follow: those by frame can't be blended. */
export const natureOf = (columns: TimedColumns) => (columns.kind === 'spans' ? 'times' : 'frames');

function needed(text: string): OwnRows | undefined {
  if (text.trim() === '') return undefined;
  const own = ownRows(text);
  if (own) return own;
  if (text.trim().split(/\r?\n/).length === 1) return undefined; // a header, and no event
  throw new Error('it has no columns of times or frames');
}

function look({ rows, reading, columns }: OwnRows) {
  const classes = new Set<string>();
  const problems: string[] = [];
  for (const { raw, line } of rows) {
    try {
      const cells = cellsByKey(raw, reading);
      for (const name of classesIn(cells, columns.classes)) classes.add(name);
      if (columns.kind === 'spans') {
        const [start, end] = [Number(cells[columns.start]), Number(cells[columns.end])];
        if (!columns.lasts && end < start) problems.push(`line ${line} ends before it begins`);
      }
    } catch (error) {
      problems.push(`line ${line} ${(error as Error).message}`);
    }
  }
  return { classes: [...classes], problems };
}

const nameColumn = /file|path|clip|audio|video|sound|record|uri|name|id$/i;
const isClass = (key: string, { classes }: TimedColumns): boolean => classes?.kind === 'one' && classes.key === key;

/** Cells that hold the name of the clip, with the name of its variant. */
function namesOf(raw: string | undefined, { reading, columns }: OwnRows, source: string, output: string) {
  const cells = raw === undefined ? {} : cellsByKey(raw, reading);
  const own = new Set([source, baseOf(source), stemOf(source)]);
  return Object.fromEntries(
    Object.entries(cells).flatMap(([key, value]) =>
      nameColumn.test(key) && !isClass(key, columns) && own.has(String(value))
        ? [[key, variantReference(String(value), source, output)]]
        : [],
    ),
  );
}

function withRows(text: string, { reading, rows }: OwnRows, written: readonly string[]): string {
  const header = reading.kind === 'delimited' && reading.header;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const first = rows[0] ? text.indexOf(rows[0].raw) : text.length;
  const head = header ? text.slice(0, first) : text.startsWith('\uFEFF') ? '\uFEFF' : '';
  return head + written.join(end) + (written.length > 0 && text.endsWith('\n') ? end : '');
}
