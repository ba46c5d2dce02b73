import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetProblem, Split } from '../../core/dataset';
import { baseOf, extensionOf } from '../../core/names';
import { compareBytes } from '../../core/order';
import type { MatrixReading, Reading, Table } from '../../core/table';
import { headOf, mayBeTable } from '../../formats/table/sniff';
import { sniffDelimited } from '../../formats/table/sniff-delimited';
import { sniffJsonLines } from '../../formats/table/sniff-json';
import type { TreeFile } from '../../formats/tree';
import { npyReading } from '../../formats/vectors/npy';
import { featureRoles } from '../../formats/vectors/roles';
import { firstBytes } from '../first-bytes';
import { parquetVectors } from '../table/parquet';
import { scanTable } from '../table/scan-table';
import { type LabelsAsk, type LabelTable, labelRowsOf } from './label-rows';

export interface VectorsAsk extends LabelsAsk {
  /** The only file that was chosen. */
  readonly only?: string;
  splitOf(path: string): Split;
}

/** Files of embeddings, with the files that label them, which are no tables of their own then. */
export interface VectorTables {
  readonly tables: readonly { readonly file: TreeFile; readonly table: Table }[];
  readonly taken: ReadonlySet<string>;
  readonly problems: readonly DatasetProblem[];
}

/** The matrices among the files: `.npy`, and `.bytes` beside a table of as many rows. */
export async function openMatrices(ask: VectorsAsk): Promise<VectorTables> {
  const wanted = chosen(ask, (path) => /\.(npy|bytes)$/i.test(path));
  const byKind = [...wanted].sort((a, b) => kindRank(a.path) - kindRank(b.path) || compareBytes(a.path, b.path));
  return openEach(byKind, ask, (file, disk, labels) =>
    extensionOf(file.path).toLowerCase() === 'npy' ? npyMatrix(file, disk) : projectorMatrix(file, ask, labels),
  );
}

const kindRank = (path: string): number => (path.toLowerCase().endsWith('.npy') ? 0 : 1);

/** The tables among the files whose columns are numbers. */
export function openNumberTables(ask: VectorsAsk): Promise<VectorTables> {
  const wanted = chosen(ask, mayBeTable);
  return openEach(
    [...wanted].sort((a, b) => compareBytes(a.path, b.path)),
    ask,
    async (file, disk) => {
      const extension = extensionOf(file.path).toLowerCase();
      if (extension === 'parquet') return parquetVectors(disk, ask.data);
      const head = headOf(file.path, await firstBytes(disk), file.bytes);
      if (extension === 'json') return undefined;
      return extension === 'jsonl' || extension === 'ndjson'
        ? sniffJsonLines(head, ask.data, featureRoles)
        : sniffDelimited(head, ask.data, featureRoles);
    },
  );
}

const chosen = ({ files, only }: VectorsAsk, fits: (path: string) => boolean): readonly TreeFile[] =>
  files.filter((f) => f.bytes > 0 && (only === undefined ? fits(f.path) : f.path === only && fits(f.path)));

type LabelsWhere = (fits: (rows: number) => boolean) => Promise<LabelTable | undefined>;
type ReadingOf = (file: TreeFile, disk: string, labels: LabelsWhere) => Promise<Reading | undefined>;

async function openEach(files: readonly TreeFile[], ask: VectorsAsk, readingOf: ReadingOf): Promise<VectorTables> {
  const taken = new Map<string, string>();
  const tables: { file: TreeFile; table: Table }[] = [];
  const problems: DatasetProblem[] = [];
  for (const file of files) {
    if (taken.has(file.path)) continue;
    ask.signal?.throwIfAborted();
    const disk = join(ask.root, file.diskPath ?? file.path);
    const split = ask.splitOf(file.path);
    try {
      const labels: LabelsWhere = (fits) => labelRowsOf(file.path, split, fits, ask, problems);
      const reading = await readingOf(file, disk, labels);
      if (!reading) continue;
      const scanned = await scanTable({ path: file.path, disk, bytes: file.bytes, split }, reading, ask);
      if (scanned.table.rows === 0) continue;
      problems.push(...scanned.problems);
      const own = scanned.table.classNames.length > 0;
      const found = own ? undefined : await labels((rows) => rows === scanned.table.rows);
      const holder = found && taken.get(found.file.path);
      if (holder !== undefined) {
        problems.push({
          path: file.path,
          problem: `shares ${baseOf(found!.file.path)} with ${baseOf(holder)}: copied; choose this file alone to augment it`,
        });
        continue;
      }
      if (found) taken.set(found.file.path, file.path);
      tables.push({ file, table: found ? labelled(scanned.table, found) : scanned.table });
    } catch (error) {
      ask.signal?.throwIfAborted();
      problems.push({ path: file.path, problem: (error as Error).message });
    }
  }
  return { tables, taken: new Set(taken.keys()), problems };
}

/** The table with what its label file says of the rows. */
function labelled(table: Table, { file, table: labels }: LabelTable): Table {
  const { classOf, classNames, splitOf, splitByRow } = labels;
  const { path, diskPath } = file;
  return {
    ...table,
    classOf,
    classNames,
    ...(splitByRow && { splitOf, splitByRow }),
    labels: { path, ...(diskPath !== undefined && { diskPath }), reading: labels.reading, blocks: labels.blocks },
  };
}

/** A `.npy` file with rows of floating point numbers; undefined for one that holds something else. */
async function npyMatrix(file: TreeFile, disk: string): Promise<Reading | undefined> {
  const reading = npyReading(await firstBytes(disk), file.bytes);
  if (reading.columns < 2) return undefined; // labels, or what runs along other rows
  if (reading.cell.type === 'f' && [2, 4, 8].includes(reading.cell.bytes)) return reading;
  throw new Error(`holds numbers of type ${reading.cell.type}${reading.cell.bytes}: save them as float16, 32 or 64`);
}

/** Raw float32 rows of the Embedding Projector: its configuration, or a table beside it, says how many they are. */
async function projectorMatrix(file: TreeFile, ask: VectorsAsk, labels: LabelsWhere): Promise<Reading | undefined> {
  const shaped = await configuredRows(file, ask);
  const columnsOf = (rows: number) => file.bytes / 4 / rows;
  const fits = (rows: number) => rows > 0 && Number.isInteger(columnsOf(rows)) && columnsOf(rows) > 1;
  const rows = shaped !== undefined && fits(shaped) ? shaped : (await labels(fits))?.table.rows;
  if (rows === undefined) return undefined;
  const reading: MatrixReading = {
    kind: 'matrix',
    file: 'bytes',
    encoding: 'latin1',
    lineEnd: '\n',
    head: 0,
    rows,
    columns: columnsOf(rows),
    cell: { type: 'f', bytes: 4, little: true },
    fortran: false,
  };
  return reading;
}

interface ProjectorConfig {
  readonly embeddings?: readonly { readonly tensorPath?: string; readonly tensorShape?: readonly number[] }[];
}

/** The number of rows that `projector_config.json` says. */
async function configuredRows(file: TreeFile, { root, files }: VectorsAsk): Promise<number | undefined> {
  for (const config of files.filter((f) => /config\.json$/i.test(f.path) && f.bytes < 1 << 20)) {
    try {
      const text = await readFile(join(root, config.diskPath ?? config.path), 'utf8');
      const { embeddings = [] } = JSON.parse(text) as ProjectorConfig;
      const own = embeddings.find(({ tensorPath }) => tensorPath && baseOf(tensorPath) === baseOf(file.path));
      if (own?.tensorShape) return own.tensorShape[0];
    } catch {} // another program's configuration
  }
  return undefined;
}
