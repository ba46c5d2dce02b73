import type { DatasetProblem, Label, LabelSet, Split } from '../../core/dataset';
import { baseOf, extensionOf } from '../../core/names';
import { resolver, variantReference } from '../../core/references';
import { type FoundLabels, labelLists } from '../label-format';
import { classesIn } from '../rows/classes';
import { splitOfName } from '../rows/naming';
import { readingOf, type Sniffed } from '../rows/reading';
import { rows as wholeRows } from '../rows/rows';
import type { Reading } from '../rows/set';
import { cellsByKey, withCells } from '../rows/text';
import { splitOfCell } from '../table/split-cell';
import { stemPath, type Tree, type TreeFile } from '../tree';
import { clipTable } from './clip-format';
import { type TimedColumns, timedColumns, withUnit } from './columns';
import { natureOf, timedName } from './row-files';
import { frameRows, rowLabels, spanRow } from './row-labels';
import { columnsIn } from './row-reading';

export interface RowTableSet extends LabelSet {
  readonly format: 'timed table';
  readonly file: string;
  readonly reading: Reading;
  readonly fileKey: string;
  readonly columns: TimedColumns;
  /** True where some clip has a row without times, since nothing happens in it. */
  readonly empties: boolean;
  readonly held?: true;
}
interface ClipRows {
  readonly sample: string;
  readonly rows: readonly string[];
}

const extensions = ['csv', 'tsv', 'psv', 'jsonl', 'ndjson', 'parquet', 'txt'];
const splitColumn = /^(split|set|subset|partition)$/i;

/**
 * Tables whose rows name clips and say when something happens in them: strong labels of DCASE, a row for each frame,
 * boxes by frame. What they do not say of time goes along as it is.
 */
export const rowTables = clipTable<RowTableSet, ClipRows>({
  name: 'timed table',
  kind: 'table',
  weighs: ({ columns }) => columns.weight !== undefined,
  async find(tree) {
    const resolve = resolver(tree.media.map((f) => f.path));
    const clips = new Set(tree.media.map((f) => stemPath(f.path)));
    const found: FoundLabels<RowTableSet>[] = [];
    for (const file of tree.rest) {
      if (!extensions.includes(extensionOf(file.path).toLowerCase()) || clips.has(stemPath(file.path))) continue;
      const one = await tableIn(tree, file, resolve);
      if (one) found.push(one);
    }
    return found;
  },
  open: (bytes, set, resolve, codecs) => wholeRows.open(bytes, set, resolve, codecs) as never,
  grow: (bytes, set, codecs, elsewhere) => wholeRows.grow(bytes, set, codecs, elsewhere) as never,
  read: ({ rows }, set, clip) => rowLabels(rows, set, clip),
  write({ sample, rows }, set, { output, timed, framed, clip }) {
    const { reading, fileKey, columns } = set;
    const name = String(cellsByKey(rows[0]!, reading)[fileKey]);
    const common = { [fileKey]: variantReference(name, sample, output) };
    if (columns.kind === 'frames') return { sample, rows: frameRows(framed, rows, set, clip, common) };
    const own = timed.map((one) => spanRow(one, set, common));
    return { sample, rows: own.length > 0 ? own : emptyRows(rows, set, common) };
  },
});

/** A clip in which nothing happens any more has a row without times, where other clips have one. */
function emptyRows(rows: readonly string[], { reading, columns, empties }: RowTableSet, common: object) {
  if (!empties || columns.kind !== 'spans') return [];
  const { classes } = columns;
  const keys = [columns.start, columns.end, ...(classes && 'key' in classes ? [classes.key] : [])];
  const none = reading.kind === 'delimited' ? '' : null;
  return [withCells(rows[0]!, reading, { ...common, ...Object.fromEntries(keys.map((key) => [key, none])) })];
}

async function tableIn(tree: Tree, file: TreeFile, resolve: ReturnType<typeof resolver>) {
  const bytes = await tree.bytes(file);
  const isFile = (reference: string) => resolve(reference, file.path) !== undefined;
  const table = bytes && (await readingOf(file.path, bytes, isFile, tree.codecs));
  if (!table || table.reading.kind === 'list') return undefined;
  const all = columnsIn(table.rows, table.reading);
  const columns = timedColumns(all, table.fileKey);
  if (!columns) return undefined;
  const sizes = new Map(tree.media.map((f) => [f.path, f.bytes]));
  return foundTable(file.path, table, columns, resolve, sizes);
}

function foundTable(
  path: string,
  { rows, reading, fileKey }: Sniffed,
  read: TimedColumns,
  resolve: ReturnType<typeof resolver>,
  sizes: ReadonlyMap<string, number>,
): FoundLabels<RowTableSet> {
  const problems: DatasetProblem[] = [];
  const names = new Map<string, Set<string>>();
  const splits = new Map<string, Split>();
  const split = splitOfName(path);
  const columnNames = reading.kind === 'delimited' ? reading.columns : Object.keys(cellsByKey(rows[0]!.raw, reading));
  const splitKey = columnNames.find((key) => splitColumn.test(key));
  let columns = read;
  let empties = false;
  for (const { raw, line } of rows) {
    const report = (problem: string) => problems.push({ path, problem: `line ${line} ${problem}` });
    try {
      const cells = cellsByKey(raw, reading);
      const sample = resolve(String(cells[fileKey]), path);
      if (sample === undefined) {
        report(`names ${cells[fileKey]}, which is not there`);
        continue;
      }
      const classes = names.get(sample) ?? new Set<string>();
      names.set(sample, classes);
      for (const name of classesIn(cells, columns.classes)) classes.add(name);
      const own = splitKey === undefined ? split : splitOfCell(String(cells[splitKey]), splitKey);
      if (own) splits.set(sample, own);
      if (columns.kind === 'spans') {
        const [start, end] = [cells[columns.start], cells[columns.end]];
        if (start === '' || start === null) empties = true;
        else if (!columns.lasts && Number(end) < Number(start)) report('ends before it begins');
        columns = withUnit(columns, Number(end), sizes.get(sample)!);
      }
    } catch (error) {
      report(error instanceof SyntaxError ? 'is not valid JSON' : (error as Error).message);
    }
  }
  const listOf = labelLists('object');
  const labels = new Map<string, readonly Label[]>([...names].map(([sample, classes]) => [sample, listOf(classes)]));
  const guessed = columns.kind === 'spans' && columns !== read;
  const set: RowTableSet = {
    ...{ format: 'timed table', name: timedName(columns, extensionOf(path)), nature: natureOf(columns) },
    ...{ samples: names.size, file: path, reading, fileKey, columns, empties },
    ...(guessed && {
      note: `The times in ${path} are read as milliseconds: as seconds they would lie far beyond the ends of their clips.`,
    }),
    ...((split === 'validation' || split === 'test') && { held: true }),
  };
  const isMetadata = /^metadata\./i.test(baseOf(path));
  return {
    ...{ set, labels, problems, taken: [path] },
    ...(splits.size > 0 && { splits }),
    ...(isMetadata && { insteadOfFolders: true }),
  };
}
