import type { Box } from '../../core/image';
import type { FramedLabel, MovedFramed, MovedTimed, TimedLabel } from '../../core/timed';
import { classesIn } from '../rows/classes';
import { boxCells } from '../rows/numbers';
import { rowObjects, typed } from '../rows/objects';
import type { Reading, RowsSet } from '../rows/set';
import { cellsByKey, withCells } from '../rows/text';
import { namedCells } from '../rows/twins';
import type { ClipFacts, ClipLabels } from './clip-format';
import type { FrameColumns, SpanColumns, TimedColumns } from './columns';
import { endsLike, numberLike, secondsLike, shareLike } from './numbers';

type Cells = Readonly<Record<string, unknown>>;

/** How the rows of a table, or of a file for one clip, are read and written. */
export interface RowStyle {
  readonly reading: Reading;
  readonly columns: TimedColumns;
}

/** The style as the reader and writer of boxes in rows wants it. */
const boxSet = ({ reading, columns }: RowStyle): RowsSet => ({
  ...{ format: 'rows', name: '', nature: 'objects', samples: 0, file: '', reading, fileKey: '' },
  ...('place' in columns && columns.place && { place: columns.place }),
  ...(columns.classes && { classes: columns.classes }),
});

const classIn = (cells: Cells, { classes }: TimedColumns): string => classesIn(cells, classes).join(', ');
const isEmpty = (value: unknown): boolean => value === '' || value === null || value === undefined;

/** What rows say of their clip. Rows without a time are of clips in which nothing happens. Throws for one that can't be read. */
export function rowLabels(rows: readonly string[], style: RowStyle, clip: ClipFacts): ClipLabels {
  const { columns } = style;
  if (columns.kind === 'spans') return { timed: rows.flatMap((raw, i) => spanLabel(raw, i + 1, style, columns) ?? []) };
  const framed = rows.flatMap((raw, i) => frameLabel(raw, i, style, columns, clip) ?? []);
  if (columns.counts && clip.pictures) return { timed: [], framed };
  const count = framed.reduce((most, { frame }) => Math.max(most, frame + 1), 0);
  const step = columns.counts ? undefined : stepOf(rows, style, columns);
  return { timed: [], framed, steps: { count, ...(step !== undefined && { step }) } };
}

/** Seconds from one row to the next; undefined where there is one row. */
function stepOf(rows: readonly string[], { reading }: RowStyle, { key }: FrameColumns): number | undefined {
  if (rows.length < 2) return undefined;
  const [first, last] = [rows[0]!, rows.at(-1)!].map((raw) => Number(cellsByKey(raw, reading)[key])) as [
    number,
    number,
  ];
  return (last - first) / (rows.length - 1);
}

function spanLabel(
  raw: string,
  number: number,
  { reading, columns }: RowStyle,
  span: SpanColumns,
): TimedLabel | undefined {
  const cells = cellsByKey(raw, reading);
  if (isEmpty(cells[span.start])) return undefined;
  const [first, second] = [cells[span.start], cells[span.end]].map((v) => Number(v) / span.unit) as [number, number];
  const end = span.lasts ? first + second : second;
  if (!Number.isFinite(first) || !Number.isFinite(end))
    throw new Error(`the row “${raw}” has times that are no numbers`);
  if (end < first) throw new Error(`the row “${raw}” ends before it begins`);
  const band = span.band?.map((key) => Number(cells[key]));
  return {
    ...{ class: classIn(cells, columns), noun: 'event', number, start: first, end, record: raw },
    ...(band?.every(Number.isFinite) && { frequencies: band }),
  };
}

function frameLabel(
  raw: string,
  at: number,
  style: RowStyle,
  { key, counts, base, place, edge = 0 }: FrameColumns,
  { pictures }: ClipFacts,
): FramedLabel | undefined {
  const cells = cellsByKey(raw, style.reading);
  const frame = counts ? Number(cells[key]) - base : at;
  if (!Number.isInteger(frame) || frame < 0) throw new Error(`the row “${raw}” names no frame`);
  const name = classIn(cells, style.columns);
  const [object] = place ? rowObjects(raw, at + 1, boxSet(style), pictures ?? { width: 1, height: 1 }) : [];
  return { frame, class: name, number: at + 1, record: raw, ...(object?.box && { box: beside(object.box, -edge) }) };
}

const beside = (box: Box, by: number): Box => {
  const { left, top, right, bottom } = box;
  return by === 0 ? box : { left: left + by, top: top + by, right: right + by, bottom: bottom + by };
};

/** The row of an event of a variant; `common` is what all of its rows say. */
export function spanRow(one: MovedTimed, style: RowStyle, common: Cells): string {
  const { columns, reading } = style;
  const raw = one.record as string;
  const cells = cellsByKey(raw, reading);
  const changed = one.changed ? spanCells(one, cells, columns as SpanColumns) : {};
  const { weight } = columns;
  const was = weight === undefined ? '' : String(cells[weight]);
  const share =
    weight !== undefined && one.weight < 1 ? { [weight]: shareLike((Number(was) || 1) * one.weight, was) } : {};
  return withCells(raw, reading, typed({ ...common, ...changed, ...share }, cells));
}

function spanCells({ start, end, frequencies }: MovedTimed, cells: Cells, span: SpanColumns): Cells {
  const was = [String(cells[span.start]), String(cells[span.end])] as const;
  const [from, to] = endsLike([start, end], was, span.unit);
  const digits = from.split('.')[1]?.length ?? 0;
  const last = span.lasts ? (Number(to) - Number(from)).toFixed(digits) : to;
  const length = span.length && { [span.length]: (Number(to) - Number(from)).toFixed(digits) };
  const hertz = span.band?.flatMap((key, i) =>
    frequencies ? [[key, numberLike(frequencies[i]!, String(cells[key]))] as const] : [],
  );
  return { [span.start]: from, [span.end]: last, ...length, ...Object.fromEntries(hertz ?? []) };
}

/** The rows of the frames of a variant, each one's number or time its own. */
export function frameRows(
  framed: readonly MovedFramed[],
  all: readonly string[],
  style: RowStyle,
  clip: ClipFacts,
  common: Cells,
) {
  const { reading, columns } = style;
  const { key, counts, base, place, edge = 0 } = columns as FrameColumns;
  const set = boxSet(style);
  if (all.length === 0) return [];
  const step = counts ? 0 : (stepOf(all, style, columns as FrameColumns) ?? clip.seconds);
  const first = counts ? 0 : Number(cellsByKey(all[0]!, reading)[key]);
  const empty = emptyCells(all, style, common);
  return framed.map(({ frame, label, box, moved, class: name }) => {
    const raw = label ? (label.record as string) : all[0]!;
    const cells = cellsByKey(raw, reading);
    const own = counts ? String(frame + base) : secondsLike(first + frame * step, String(cells[key]));
    const same = Number(own) === Number(cells[key]) ? {} : { [key]: own };
    const boxed = place && box && moved ? boxCells(beside(box, edge), set, cells, clip.pictures!) : {};
    const { classes } = columns;
    const renamed = label && classes?.kind === 'one' && label.class !== name ? namedCells(classes, name) : {};
    return withCells(raw, reading, typed({ ...common, ...same, ...(label ? boxed : empty), ...renamed }, cells));
  });
}

/** Words with which files say that nothing is there. */
const nothing = /^(silence|sil|background|bg|none|null|nothing|no_?event|o|n\/a|-)$/i;

/** What the cells of a frame say that shows nothing of its clip: 0, the file's own word for nothing, or no text. */
function emptyCells(all: readonly string[], { reading, columns }: RowStyle, common: Cells): Cells {
  const cells = all.map((raw) => cellsByKey(raw, reading));
  const { key } = columns as FrameColumns;
  return Object.fromEntries(
    Object.keys(cells[0] ?? {})
      .filter((name) => name !== key && !(name in common))
      .map((name) => {
        const values = cells.map((row) => row[name]);
        const numeric = values.every((v) => !isEmpty(v) && Number.isFinite(Number(v)));
        return [name, numeric ? '0' : (values.find((v) => nothing.test(String(v))) ?? '')];
      }),
  );
}
