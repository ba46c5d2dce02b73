import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileLine, VariantLine } from '../../core/manifest';
import type { PlannedTable } from '../../core/plan-tables';
import type { LabelRows, Table } from '../../core/table';
import { codecOf } from '../../formats/table/codec';
import { finishNew } from '../files';
import { readLines } from '../lines';
import { onDisk } from '../on-disk';
import type { OpenRun } from '../open-run';
import { decoderOf, encoded, rowsOfBlock } from './block-rows';
import { type OutFile, startFile } from './out-file';
import { partFiles, partsOf } from './parts';
import { listPlaces, separatorsOf } from './separators';
import { writeLabels } from './write-labels';
import { matrixHead, writeFortran } from './write-matrix';
import { writeParquet } from './write-parquet';

/** Puts the tables together: what the source holds, and after the rows of each list their variants. */
export async function writeRowTables(run: OpenRun, tables: readonly PlannedTable[]): Promise<readonly FileLine[]> {
  const lines: FileLine[] = [];
  for (const [n, { table }] of tables.entries()) {
    const final = join(run.out, table.path);
    const temp = run.temp(final);
    await mkdir(dirname(final), { recursive: true });
    try {
      const line: FileLine = { file: table.path, sha256: await writeTable(run, n, table, temp) };
      run.journal.append([line]);
      finishNew(temp, final);
      lines.push(line);
      if (table.labels) lines.push(await labelsOf(run, n, table, table.labels));
    } finally {
      await rm(temp, { force: true });
    }
  }
  return lines;
}

/** The file that says what the rows of a table are grows along. */
async function labelsOf(run: OpenRun, n: number, table: Table, labels: LabelRows): Promise<FileLine> {
  const final = join(run.out, labels.path);
  const temp = run.temp(final);
  const made = partsOf(run, table, 0).reduce((sum, { part }) => sum + part.made, 0);
  const keep = !run.record.onlyVariants;
  try {
    const sha256 = await writeLabels(run.root, table, labels, variantsIn(run, n, table), made, keep, temp);
    const line: FileLine = { file: labels.path, sha256 };
    run.journal.append([line]);
    await finishNew(temp, final);
    return line;
  } finally {
    await rm(temp, { force: true });
  }
}

async function* variantsIn(run: OpenRun, n: number, table: Table): AsyncGenerator<VariantLine> {
  for (const { number } of partsOf(run, table, 0)) {
    for await (const { line } of readLines(partFiles(run.out, n, number).lines)) {
      if ('sha256' in line && 'source' in line) yield line as VariantLine;
    }
  }
}

async function writeTable(run: OpenRun, n: number, table: Table, temp: string): Promise<string> {
  const disk = onDisk(run.root, run.index.samples.find(({ path }) => path === table.path)!);
  const { size } = await stat(disk);
  const separators = await separatorsOf(disk, table);
  const out = await startFile(temp);
  try {
    if (table.reading.kind === 'parquet') {
      const parts = partsOf(run, table, 0).filter(({ part }) => part.made > 0);
      await writeParquet(
        disk,
        parts.map(({ number }) => partFiles(run.out, n, number).rows),
        { keep: !run.record.onlyVariants, provenance: withCells(run, table) },
        out,
      );
      return await out.end();
    }
    const { reading } = table;
    if (reading.kind === 'matrix') {
      const made = partsOf(run, table, 0);
      const parts = made.map(({ number, part }) => ({ path: partFiles(run.out, n, number).rows, rows: part.made }));
      const keep = !run.record.onlyVariants;
      if (reading.fortran) {
        await out.close();
        return await writeFortran(disk, reading, parts, keep, temp);
      }
      const rows = parts.reduce((sum, part) => sum + part.rows, keep ? table.rows : 0);
      await out.write(await matrixHead(disk, reading, rows));
      if (keep) await out.copy(disk, reading.head, size);
      for (const part of parts) if (part.rows > 0) await out.copy(part.path, 0);
      return await out.end();
    }
    let at = 0;
    for (const [list, { start, end }] of listPlaces(table).entries()) {
      await writeHead(run, table, disk, at, start, out);
      if (!run.record.onlyVariants) await writeOriginals(run, table, list, disk, separators[list]!, out);
      let first = run.record.onlyVariants;
      for (const { number, part } of partsOf(run, table, list)) {
        if (part.made === 0) continue;
        const skip = first ? Buffer.byteLength(separators[list]!) : 0;
        await out.copy(partFiles(run.out, n, number).rows, skip);
        first = false;
      }
      at = end;
    }
    await out.copy(disk, at, size);
    return await out.end();
  } catch (error) {
    await out.close();
    throw error;
  }
}

/** Tables without columns (fastText, lines) have no place for it. */
const withCells = ({ recipe }: OpenRun, { reading }: Table): boolean =>
  (recipe.data?.provenance ?? false) && codecOf(reading).withProvenance !== undefined;

/** What stands before a list: a header, which may get two more names. */
async function writeHead(run: OpenRun, table: Table, disk: string, from: number, to: number, out: OutFile) {
  if (!withCells(run, table) || table.reading.kind !== 'delimited' || from === to) return out.copy(disk, from, to);
  const file = await open(disk);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
    const head = decoderOf(table.reading)(buffer.subarray(0, bytesRead));
    const named = table.reading.head > 3 ? codecOf(table.reading).headWithProvenance!(head) : head;
    await out.write(encoded(named, table.reading));
  } finally {
    await file.close();
  }
}

async function writeOriginals(
  run: OpenRun,
  table: Table,
  list: number,
  disk: string,
  separator: string,
  out: OutFile,
): Promise<void> {
  const { start, end } = listPlaces(table)[list]!;
  if (!withCells(run, table)) return out.copy(disk, start, end);
  const codec = codecOf(table.reading);
  let first = true;
  for (const block of table.blocks.filter((b) => b.list === list)) {
    const rows = (await rowsOfBlock(disk, table.reading, block)).map((raw, i) =>
      codec.withProvenance!(raw, { sourceRow: block.first + i, variant: 0 }),
    );
    await out.write(encoded((first ? '' : separator) + rows.join(separator), table.reading));
    first = false;
  }
}
