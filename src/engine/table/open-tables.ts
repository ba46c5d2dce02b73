import { join } from 'node:path';
import type { DatasetIndex, DatasetProblem, Split } from '../../core/dataset';
import { UseError } from '../../core/errors';
import { baseOf, extensionOf, folderOf, stemOf } from '../../core/names';
import { compareBytes } from '../../core/order';
import { splitWord } from '../../core/splits';
import type { DataOptions, Reading, Table, TableColumns } from '../../core/table';
import { NoTextColumn } from '../../formats/table/roles';
import { asLines, type Head, headOf, linesOf, mayBeTable, sniff } from '../../formats/table/sniff';
import type { TreeFile } from '../../formats/tree';
import { openMatrices, openNumberTables, type VectorTables } from '../embedding/open-vectors';
import { firstBytes } from '../first-bytes';
import { parquetReading } from './parquet';
import { type ScanOptions, scanTable } from './scan-table';

export interface TablesAsk extends ScanOptions {
  /** Absolute. */
  readonly root: string;
  readonly files: readonly TreeFile[];
  /** The only file that was chosen, which is then a table whatever else lies there. */
  readonly only?: string;
  readonly rootSplit?: Split;
  readonly data?: DataOptions;
}

/** What a dataset of rows adds to its index. */
export type TablesFound = Pick<
  DatasetIndex,
  'modality' | 'layout' | 'samples' | 'tables' | 'columns' | 'others' | 'classes' | 'hasSplits'
> & { readonly problems: readonly DatasetProblem[] };

/**
 * The tables among the files, of texts or else of embeddings, or only problems when there are none. Reads each of them
 * once. Throws a `UseError` when no table has the columns that the user named.
 */
export async function openTables(ask: TablesAsk): Promise<TablesFound | Pick<TablesFound, 'problems' | 'columns'>> {
  const { data = {}, rootSplit } = ask;
  const vectorsAsk = { ...ask, data, splitOf: (path: string) => splitOfPath(path, rootSplit) };
  const matrices = await openMatrices(vectorsAsk);
  const spoken = new Set([...matrices.taken, ...matrices.tables.map(({ file }) => file.path)]);
  const free = { ...ask, files: ask.files.filter((f) => !spoken.has(f.path)) };
  const problems: DatasetProblem[] = [];
  const read = await readingsOf(free, data, problems);
  const readings = read.filter(({ reading }) => reading !== undefined) as readonly Readable[];
  if (readings.length > 0) return openTexts(ask, readings, problems);
  if (matrices.tables.length > 0) return found(ask, 'embedding', matrices.tables, matrices.problems);
  const numbers = await openNumberTables(vectorsAsk);
  if (numbers.tables.length > 0)
    return found(ask, 'embedding', numbers.tables, [...matrices.problems, ...numbers.problems]);
  const [problem] = problems;
  const named = data.text ?? data.label ?? data.split;
  if (problem && named !== undefined) throw new UseError(`${problem.path} ${problem.problem}.`);
  const columns = read.find((one) => one.columns)?.columns;
  return { problems: [...matrices.problems, ...problems], ...(columns && { columns: { names: columns } }) };
}

async function openTexts(
  ask: TablesAsk,
  readings: readonly Readable[],
  problems: DatasetProblem[],
): Promise<TablesFound> {
  const { root, rootSplit } = ask;
  const tables: { file: TreeFile; table: Table }[] = [];
  for (const { file, reading } of [...readings].sort((a, b) => compareBytes(a.file.path, b.file.path))) {
    const split = splitOfPath(file.path, rootSplit);
    const disk = join(root, file.diskPath ?? file.path);
    const scanned = await scanTable({ path: file.path, disk, bytes: file.bytes, split }, reading, ask);
    if (scanned.table.rows === 0) continue;
    tables.push({ file, table: scanned.table });
    problems.push(...scanned.problems);
  }
  return found(ask, 'text', tables, problems);
}

function found(
  { files, only, rootSplit }: TablesAsk,
  modality: 'text' | 'embedding',
  rows: VectorTables['tables'],
  problems: readonly DatasetProblem[],
): TablesFound {
  const byPath = [...rows].sort((a, b) => compareBytes(a.file.path, b.file.path));
  const tables = byPath.map(({ table }) => table);
  const paths = new Set(byPath.map(({ file }) => file.path));
  const labels = new Set(tables.flatMap((table) => table.labels?.path ?? []));
  const named = tables.some((t) => t.splitByRow || splitOfPath(t.path, rootSplit) !== 'train' || pathSplit(t.path));
  return {
    modality,
    layout: only === undefined ? 'table' : 'files',
    samples: byPath.map(({ file }) => ({ ...file, split: splitOfPath(file.path, rootSplit), labels: [] })),
    tables,
    others: files.filter((f) => !paths.has(f.path) && (only === undefined || labels.has(f.path))),
    columns: columnsIn(tables),
    classes: [...new Set(tables.flatMap((t) => t.classNames))].sort(compareBytes),
    hasSplits: named,
    problems,
  };
}

/** Every column, and what they mean in the first table that has some. */
function columnsIn(tables: readonly Table[]): TableColumns | undefined {
  const named = tables.flatMap(({ reading }) => ('roles' in reading ? [reading] : []));
  const [first] = named;
  if (!first) return undefined;
  const nameOf = (key: string | number | undefined): string | undefined =>
    typeof key === 'number' ? first.columns[key] : key;
  const { label } = first.roles;
  const text = 'text' in first.roles ? first.roles.text : undefined;
  return {
    names: [...new Set(named.flatMap(({ columns }) => columns))],
    ...(text !== undefined && { text: nameOf(text) }),
    ...(label !== undefined && { label: nameOf(label) }),
  };
}

interface Found {
  readonly file: TreeFile;
  /** Of a table in which none reads like text. */
  readonly columns?: readonly string[];
  /** Not of Parquet. */
  readonly head?: Head;
  readonly reading: Reading | undefined;
}
type Readable = Found & { readonly reading: Reading };

/** How each file is read. Text files count line by line where nothing else holds texts. */
async function readingsOf(
  { root, files, only }: TablesAsk,
  data: DataOptions,
  problems: DatasetProblem[],
): Promise<readonly Found[]> {
  const seen: Found[] = [];
  const textless: DatasetProblem[] = [];
  for (const file of files) {
    if (only === undefined ? !mayBeTable(file.path) : file.path !== only) continue;
    if (file.bytes === 0) continue;
    try {
      const disk = join(root, file.diskPath ?? file.path);
      if (isParquet(file.path)) {
        seen.push({ file, reading: await parquetReading(disk, data) });
        continue;
      }
      const head = headOf(file.path, await firstBytes(disk), file.bytes);
      seen.push({ file, head, reading: sniff(head, data) });
    } catch (error) {
      const problem = { path: file.path, problem: (error as Error).message };
      if (error instanceof NoTextColumn) {
        seen.push({ file, columns: error.columns, reading: undefined });
        textless.push(problem);
      } else problems.push(problem);
    }
  }
  if (seen.some(({ reading }) => reading)) return seen; // tables without texts beside those with some go along
  problems.push(...textless);
  const lines = seen.filter(isDocuments);
  const whole = lines.length > 0 && lines.length === seen.length && onePerClass(lines);
  return whole ? lines.map((one) => ({ ...one, reading: linesReading(one) })) : seen;
}

const isParquet = (path: string): boolean => extensionOf(path).toLowerCase() === 'parquet';

type Lines = Found & { readonly head: Head };
const isDocuments = (found: Found): found is Lines =>
  found.head !== undefined && /\.(txt|pos|neg)$/i.test(found.file.path) && linesOf(found.head).length > 2;

/**
 * A few files side by side, at most in folders of splits: one a class. Files in folders of classes, or with paragraphs, are
 * documents of their own, and so are many.
 */
function onePerClass(lines: readonly Lines[]): boolean {
  const folders = new Map<string, number>();
  for (const { file } of lines) folders.set(folderOf(file.path), (folders.get(folderOf(file.path)) ?? 0) + 1);
  const bySplit = folders.size === 1 || [...folders.keys()].every((path) => splitWord(baseOf(path)));
  const paragraphs = lines.filter(({ head }) => /\S\s*(\r?\n){2,}\s*\S/.test(head.text)).length;
  return bySplit && [...folders.values()].every((count) => count <= 30) && paragraphs * 2 <= lines.length;
}

function linesReading({ head, file }: Lines): Reading {
  const { label, ...rest } = asLines(head) as Reading & { label?: string };
  return (splitWord(stemOf(file.path)) ? rest : { ...rest, label }) as Reading;
}

/** The split that a table's own name says, else the nearest of its folders. */
function pathSplit(path: string): Split | undefined {
  const own = splitWord(stemOf(path)) ?? splitWord(baseOf(path));
  if (own) return own;
  for (let at = folderOf(path); at !== ''; at = folderOf(at)) {
    const word = splitWord(baseOf(at));
    if (word) return word;
  }
  return undefined;
}

const splitOfPath = (path: string, rootSplit: Split | undefined): Split => pathSplit(path) ?? rootSplit ?? 'train';
