import { createReadStream } from 'node:fs';
import type { DatasetProblem, Split } from '../../core/dataset';
import { splitWord } from '../../core/splits';
import {
  type Block,
  holdsFeatures,
  type MatrixReading,
  type ParquetReading,
  type Reading,
  type Table,
} from '../../core/table';
import { codecOf } from '../../formats/table/codec';
import { parquetRows } from '../../formats/table/parquet/file';
import { scannerOf } from '../../formats/table/scanner';
import { rowsOfBlock } from './block-rows';
import { collector } from './collect';
import { parquetBlocks, parquetOn } from './parquet';

/** A block is one task of a worker: long enough to be worth its start, short enough to share a file of some kilobytes. */
const [leastBlock, mostBlock] = [8 * 1024, 256 * 1024];
const mostRows = 2000;

export interface TableFile {
  readonly path: string;
  /** Absolute. */
  readonly disk: string;
  readonly bytes: number;
  /** What its name says. */
  readonly split: Split;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called with the rows that were found so far. */
  onCount?(rows: number): void;
}

export interface ScannedTable {
  readonly table: Table;
  readonly problems: readonly DatasetProblem[];
}

/**
 * Reads a table once, from its first byte to its last, and keeps of each row its class and its split: three bytes. Rows
 * that can't be read are named in the problems, and count as rows without class. Throws the signal's reason.
 */
export async function scanTable(
  file: TableFile,
  reading: Reading,
  { signal, onCount }: ScanOptions = {},
): Promise<ScannedTable> {
  if (reading.kind === 'matrix') return scanMatrix(file, reading, { signal, onCount });
  if (reading.kind === 'parquet') return scanParquet(file, reading, { signal, onCount });
  const codec = codecOf(reading);
  const decoder = new TextDecoder(reading.encoding === 'utf8' ? 'utf-8' : 'latin1');
  const blockBytes = Math.min(mostBlock, Math.max(leastBlock, Math.ceil(file.bytes / 16)));
  const blocks: Block[] = [];
  const starts: number[] | undefined = holdsFeatures(reading) ? [] : undefined; // partners of mixing steps are read one by one
  const collected = collector(file.path);
  let [lists, blockStart, blockEnd, blockFirst] = [0, -1, 0, 0];
  let listSplit: { readonly name: string | undefined; readonly split: Split } = { name: undefined, split: file.split };
  let held: Buffer = Buffer.alloc(0); // from the first byte of a row that is not finished
  let heldAt = reading.head;

  const endBlock = () => {
    if (blockStart >= 0)
      blocks.push({
        start: blockStart,
        end: blockEnd,
        first: blockFirst,
        rows: collected.rows - blockFirst,
        list: lists,
      });
    blockStart = -1;
  };
  const rawAt = (start: number, end: number): string => decoder.decode(held.subarray(start - heldAt, end - heldAt));
  const scanner = scannerOf(reading, (start, end, list) => {
    if (list !== listSplit.name) {
      endBlock(); // a block is of one list
      if (collected.rows > 0) lists++;
      const named = list === undefined ? undefined : splitWord(list);
      listSplit = { name: list, split: named ?? file.split };
      if (named !== undefined) collected.namesSplits();
    }
    if (blockStart >= 0 && (end - blockStart > blockBytes || collected.rows - blockFirst >= mostRows)) endBlock();
    if (blockStart < 0) [blockStart, blockFirst] = [start, collected.rows];
    collected.add(() => codec.facts(rawAt(start, end)), listSplit.split);
    starts?.push(start);
    blockEnd = end;
    lastEnd = end;
  });
  let lastEnd = reading.head;

  for await (const chunk of createReadStream(file.disk, { start: reading.head, highWaterMark: 256 * 1024 })) {
    signal?.throwIfAborted();
    const at = heldAt + held.length;
    held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
    scanner.scan(chunk as Buffer, at);
    held = held.subarray(Math.max(0, lastEnd - heldAt));
    heldAt = Math.max(heldAt, lastEnd);
    onCount?.(collected.rows);
  }
  scanner.end(heldAt + held.length);
  endBlock();
  const { facts, problems } = collected.done();
  const table = { path: file.path, reading, blocks, ...facts };
  return { problems, table: starts ? { ...table, starts: Float64Array.from(starts) } : table };
}

/** So many bytes of a matrix are made in one go. */
const matrixBlock = 4 * 1024 * 1024;

/** A matrix: its rows are where its head says; those of a plain list, which are labels, are read. */
async function scanMatrix(
  file: TableFile,
  reading: MatrixReading,
  { signal, onCount }: ScanOptions,
): Promise<ScannedTable> {
  const { rows, columns, cell, head } = reading;
  const codec = codecOf(reading);
  const collected = collector(file.path);
  const width = columns * cell.bytes;
  const step = Math.min(mostRows, Math.max(1, Math.floor(matrixBlock / width)));
  const blocks: Block[] = [];
  for (let first = 0; first < rows; first += step) {
    signal?.throwIfAborted();
    const count = Math.min(step, rows - first);
    const block = { start: head + first * width, end: head + (first + count) * width, first, rows: count, list: 0 };
    blocks.push(block);
    const raws = columns === 1 ? await rowsOfBlock(file.disk, reading, block) : undefined;
    for (let i = 0; i < count; i++) collected.add(() => (raws ? codec.facts(raws[i]!) : {}), file.split);
    onCount?.(collected.rows);
  }
  const { facts, problems } = collected.done();
  return { problems, table: { path: file.path, reading, blocks, ...facts } };
}

/** Parquet: only the columns of the label and the split are unpacked. */
async function scanParquet(
  file: TableFile,
  reading: ParquetReading,
  { signal, onCount }: ScanOptions,
): Promise<ScannedTable> {
  const parquet = await parquetOn(file.disk);
  const codec = codecOf(reading);
  const collected = collector(file.path);
  const blocks = parquetBlocks(parquet);
  const names = [reading.roles.label, reading.roles.split].flatMap((name) => name ?? []);
  for (const { first, rows } of blocks) {
    signal?.throwIfAborted();
    for (const line of await parquetRows(parquet, first, first + rows, names)) {
      collected.add(() => codec.facts(line), file.split);
    }
    onCount?.(collected.rows);
  }
  const { facts, problems } = collected.done();
  return { problems, table: { path: file.path, reading, blocks, ...facts } };
}
