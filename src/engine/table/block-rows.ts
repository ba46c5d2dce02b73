import { type FileHandle, open } from 'node:fs/promises';
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
  const file = await open(disk, 'r');
  try {
    if (reading.kind === 'matrix') return await matrixRows(file, reading, block);
    return await readRows(file, reading, block);
  } finally {
    await file.close();
  }
}

/** The bytes from `start` on. Throws when there are fewer. */
async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  if (bytesRead < length) throw new Error('changed since the dataset was read: it is shorter now');
  return bytes;
}

/** Rows of one width; a column after the other they are put together out of a piece of each column. */
async function matrixRows(file: FileHandle, reading: MatrixReading, block: Block): Promise<readonly string[]> {
  const { columns, cell, fortran, head } = reading;
  const width = columns * cell.bytes;
  const bytes = fortran ? Buffer.alloc(block.rows * width) : await bytesAt(file, block.start, block.rows * width);
  for (let column = 0; fortran && column < columns; column++) {
    const piece = await bytesAt(
      file,
      head + (column * reading.rows + block.first) * cell.bytes,
      block.rows * cell.bytes,
    );
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

async function readRows(file: FileHandle, reading: Reading, { start, end, rows }: Block): Promise<readonly string[]> {
  const bytes = await bytesAt(file, start, end - start);
  const decode = decoderOf(reading);
  const found: string[] = [];
  const scanner = scannerOf(reading, (from, to) => found.push(decode(bytes.subarray(from - start, to - start))), true);
  scanner.scan(bytes, start);
  scanner.end(end);
  if (found.length !== rows) throw new Error('changed since the dataset was read: its rows are others now');
  return found;
}
