import { closeSync, openSync, readSync } from 'node:fs';
import type { Block, MatrixReading, Reading } from '../../core/table';
import { parquetRows } from '../../formats/table/parquet/file';
import { scannerOf } from '../../formats/table/scanner';
import { parquetOn } from './parquet';

/** Bytes of a row as the text of its line. */
export const decoderOf = ({ encoding }: Pick<Reading, 'encoding'>): ((bytes: Uint8Array) => string) => {
  const decoder = new TextDecoder(encoding === 'utf8' ? 'utf-8' : 'latin1', { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
};

/** The line as bytes again. Throws for letters that the table's encoding does not have. */
export function encoded(text: string, { encoding }: Pick<Reading, 'encoding'>): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  if (/[^\0-\xff]/.test(text)) throw new Error('the new text has letters that this file’s encoding does not have');
  return Buffer.from(text, 'latin1');
}

/** The rows of a block, each as the text of its line, in order. */
export async function rowsOfBlock(disk: string, reading: Reading, block: Block): Promise<readonly string[]> {
  if (reading.kind === 'parquet') return parquetRows(await parquetOn(disk), block.first, block.first + block.rows);
  const file = openSync(disk, 'r');
  try {
    return rowsIn(file, reading, block);
  } finally {
    closeSync(file);
  }
}

/** The rows of a block of an open file, read at once: a thread to wait for costs more than a row. Not of Parquet. */
export const rowsIn = (file: number, reading: Reading, block: Block): readonly string[] =>
  reading.kind === 'matrix' ? matrixRows(file, reading, block) : readRows(file, reading, block);

/** The bytes from `start` on. Throws when there are fewer. */
function bytesAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (readSync(file, bytes, 0, length, start) < length)
    throw new Error('changed since the dataset was read: it is shorter now');
  return bytes;
}

/** Rows of one width; a column after the other they are put together out of a piece of each column. */
function matrixRows(file: number, reading: MatrixReading, block: Block): readonly string[] {
  const { columns, cell, fortran, head } = reading;
  const width = columns * cell.bytes;
  const bytes = fortran ? Buffer.alloc(block.rows * width) : bytesAt(file, block.start, block.rows * width);
  for (let column = 0; fortran && column < columns; column++) {
    const piece = bytesAt(file, head + (column * reading.rows + block.first) * cell.bytes, block.rows * cell.bytes);
    putColumn(bytes, piece, column * cell.bytes, width, cell.bytes);
  }
  return Array.from({ length: block.rows }, (_, row) => bytes.toString('latin1', row * width, (row + 1) * width));
}

/** Puts the cells of a column, which stand one after the other, into rows of one width. */
function putColumn(rows: Uint8Array, column: Uint8Array, at: number, width: number, cell: number): void {
  let from = 0;
  for (let to = at; from < column.length; to += width) {
    for (let byte = 0; byte < cell; byte++) rows[to + byte] = column[from++]!;
  }
}

function readRows(file: number, reading: Reading, { start, end, rows }: Block): readonly string[] {
  const bytes = bytesAt(file, start, end - start);
  const decode = decoderOf(reading);
  const found: string[] = [];
  const scanner = scannerOf(reading, (from, to) => found.push(decode(bytes.subarray(from - start, to - start))), true);
  scanner.scan(bytes, start);
  scanner.end(end);
  if (found.length !== rows) throw new Error('changed since the dataset was read: its rows are others now');
  return found;
}
