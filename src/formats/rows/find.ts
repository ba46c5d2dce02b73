import type { DatasetProblem, Label, Split } from '../../core/dataset';
import { baseOf, extensionOf, stemOf } from '../../core/names';
import { notThere, resolver } from '../../core/references';
import { type FoundLabels, labelLists } from '../label-format';
import { splitOfCell } from '../table/split-cell';
import { stemPath, type Tree, type TreeFile } from '../tree';
import { unreadSentence } from '../unread';
import { besideKeys } from './beside';
import { classesColumn, placeOf, sizeColumns } from './columns';
import { namelessPlaces } from './nameless';
import { nameOf, splitOfName } from './naming';
import { wholeKeys } from './numbers';
import { columnsOf, parsedRows, readingOf, type Sniffed } from './reading';
import { namesIn } from './row-classes';
import type { RowsSet } from './set';
import { cellsByKey } from './text';
import { collectTwins } from './twins';
import { unreadPlaces } from './unread';

const extensions = ['csv', 'tsv', 'psv', 'jsonl', 'ndjson', 'parquet', 'txt', 'lst'];
const plainText = /^(readme|license|licence|copying|notice|changelog|citation|requirements)\b/i;
const splitColumn = /^(split|set|subset|fold|usage|is_valid|is_validation|is_test|partition)$/i;

/** Tables whose rows name files: CSV, TSV, JSON lines, Parquet, lists of a split, Hugging Face's `metadata.*`. */
export async function findRows(tree: Tree): Promise<readonly FoundLabels<RowsSet>[]> {
  const resolve = resolver(tree.media.map((f) => f.path));
  const samples = new Set(tree.media.map((f) => stemPath(f.path)));
  const found: FoundLabels<RowsSet>[] = [];
  for (const file of tree.rest) {
    const { path } = file;
    if (!extensions.includes(extensionOf(path).toLowerCase()) || plainText.test(baseOf(path))) continue;
    if (samples.has(stemPath(path))) continue;
    const sniffed = await sniffedFile(tree, file, resolve);
    if (sniffed) found.push(foundTable(path, sniffed, resolve));
  }
  const weight = ({ set, splits }: FoundLabels<RowsSet>) => (splits && set.reading.kind !== 'list' ? 0 : 1);
  return found.sort((a, b) => weight(a) - weight(b)); // a column of splits says more than the name of a list
}

async function sniffedFile(tree: Tree, file: TreeFile, resolve: ReturnType<typeof resolver>) {
  const bytes = await tree.bytes(file);
  return bytes && readingOf(file.path, bytes, (reference) => resolve(reference, file.path) !== undefined, tree.codecs);
}

function foundTable(path: string, table: Sniffed, resolve: ReturnType<typeof resolver>): FoundLabels<RowsSet> {
  const { reading, rows, fileKey } = table;
  const problems: DatasetProblem[] = [];
  const some = parsedRows(table);
  const columns = columnsOf(reading, some);
  const beside = besideKeys(
    some.map(({ cells }) => cells),
    fileKey,
  );
  const others = columns.filter((c) => c.key !== fileKey && !beside.includes(c.key) && !splitColumn.test(c.key));
  const nameless = reading.kind === 'delimited' && !reading.header ? namelessPlaces(others, path) : undefined;
  const place = reading.kind === 'list' ? undefined : (nameless?.place ?? placeOf(others));
  const classes = reading.kind === 'list' ? undefined : (nameless?.classes ?? classesColumn(others, place));
  const unread = reading.kind === 'list' ? [] : [...unreadPlaces(others, place), ...(nameless?.unread ?? [])];
  const isJson = reading.kind === 'jsonl' || reading.kind === 'parquet';
  const split = splitOfName(path);
  const word = reading.kind === 'parquet' ? 'row' : 'line';
  const base: RowsSet = {
    format: 'rows',
    name: '',
    nature: unread.length > 0 ? 'unknown' : place ? 'objects' : 'class',
    samples: 0,
    file: path,
    reading,
    fileKey,
    ...(beside.length > 0 && { beside }),
    ...(sizeColumns(others, place) && { size: sizeColumns(others, place)! }),
    ...(place && { place }),
    ...(place && 'keys' in place && some.some(({ cells }) => isEmpty(cells[place.keys[0]])) && { empties: true }),
    ...(classes && { classes }),
    ...(nameless?.note !== undefined && { note: nameless.note }),
    ...(unread.length > 0 && { note: unreadSentence(path, unread) }),
    ...(isJson && {
      whole: wholeKeys(
        some.map(({ raw }) => raw),
        place && 'boxes' in place ? place.key : undefined,
      ),
    }),
    ...((split === 'validation' || split === 'test') && { held: true }),
  };
  const foldKey = columns.find(({ key }) => /^folds?$/i.test(key))?.key;
  const splitKey = columns.find((c) => splitColumn.test(c.key))?.key;
  const names = new Map<string, Set<string>>();
  const splits = new Map<string, Split>();
  const groups = new Map<string, string>();
  const seen = new Map<string, number>();
  const twins = collectTwins(others, classes);
  for (const { raw, line } of rows) {
    const report = (problem: string) => problems.push({ path, problem: `${word} ${line} ${problem}` });
    const earlier = seen.get(raw);
    seen.set(raw, line);
    if (earlier !== undefined) report(`is the same as ${word} ${earlier}`);
    try {
      const cells = cellsByKey(raw, reading);
      const sample = resolve(String(cells[fileKey]), path);
      if (sample === undefined) {
        report(`names ${cells[fileKey]}, ${notThere(String(cells[fileKey]), path)}`);
        continue;
      }
      const classes = names.get(sample) ?? new Set();
      names.set(sample, classes);
      twins.add(cells);
      for (const name of namesIn(raw, cells, base, report)) classes.add(name);
      const own = splitKey === undefined ? split : splitOfCell(String(cells[splitKey]), splitKey);
      if (own) splits.set(sample, own);
      else if (foldKey !== undefined && String(cells[foldKey] ?? '') !== '') groups.set(sample, String(cells[foldKey]));
    } catch (error) {
      report(error instanceof SyntaxError ? 'is not valid JSON' : (error as Error).message);
    }
  }
  const listOf = labelLists(place ? 'object' : 'class');
  const isSubmission = /submission/i.test(stemOf(path));
  const labels = new Map<string, readonly Label[]>();
  for (const [sample, own] of names) labels.set(sample, isSubmission ? [] : listOf(own));
  const said = twins.classes();
  const set: RowsSet = {
    ...{ ...base, name: nameOf(base, splitKey !== undefined), samples: names.size },
    ...(said && { classes: said }),
  };
  const isMetadata = /^metadata\.(csv|jsonl|parquet)$/i.test(baseOf(path));
  return {
    set,
    labels,
    ...(splits.size > 0 && { splits }),
    ...(groups.size > 0 && { groups }),
    problems,
    taken: [path],
    ...(isMetadata && { insteadOfFolders: true }),
  };
}

const isEmpty = (value: unknown): boolean => value === '' || value === null || value === undefined;
