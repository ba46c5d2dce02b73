import { type FileHandle, open } from 'node:fs/promises';
import type { MatrixReading } from '../../core/table';
import { headWithRows } from '../../formats/vectors/npy';
import { hashFile, writeError } from '../files';
import { firstBytes } from '../first-bytes';

const chunkBytes = 4 * 1024 * 1024;

/** The bytes before the data of a file with so many rows; none for `.bytes`. */
export async function matrixHead(disk: string, reading: MatrixReading, rows: number): Promise<Uint8Array> {
  return reading.file === 'bytes' ? new Uint8Array() : headWithRows(await firstBytes(disk, reading.head), rows);
}

/**
 * A matrix that stands a column after the other, with more rows at the end of each column: `parts` hold them a row after
 * the other. With `keep`, its own rows stay before them. Writes `temp` in pieces, so that memory does not grow. The SHA-256.
 */
export async function writeFortran(
  disk: string,
  reading: MatrixReading,
  parts: readonly { readonly path: string; readonly rows: number }[],
  keep: boolean,
  temp: string,
): Promise<string> {
  const { columns, cell } = reading;
  const own = keep ? reading.rows : 0;
  const all = parts.reduce((sum, { rows }) => sum + rows, own);
  const head = await matrixHead(disk, reading, all);
  const at = (column: number, row: number) => head.length + (column * all + row) * cell.bytes;
  const [from, to] = [await open(disk), await open(temp, 'w')];
  const put = (bytes: Uint8Array, place: number) =>
    to.write(bytes, 0, bytes.length, place).catch((error: unknown) => Promise.reject(writeError(temp, error)));
  try {
    await put(head, 0);
    for (let column = 0; keep && column < columns; column++) {
      const start = reading.head + column * own * cell.bytes;
      for (let done = 0; done < own * cell.bytes; done += chunkBytes) {
        const bytes = await read(from, start + done, Math.min(chunkBytes, own * cell.bytes - done));
        await put(bytes, at(column, 0) + done);
      }
    }
    let row = own;
    for (const part of parts) {
      await eachPiece(part, columns * cell.bytes, async (bytes, rows) => {
        for (let column = 0; column < columns; column++)
          await put(columnOf(bytes, rows, column, reading), at(column, row));
        row += rows;
      });
    }
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
  return (await hashFile(temp))!;
}

async function read(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  if (bytesRead < length) throw new Error('is shorter than when the dataset was read');
  return buffer;
}

/** Some rows of a part after the other. */
async function eachPiece(
  { path, rows }: { readonly path: string; readonly rows: number },
  width: number,
  use: (bytes: Buffer, rows: number) => Promise<void>,
): Promise<void> {
  const step = Math.max(1, Math.floor(chunkBytes / width));
  const file = await open(path);
  try {
    for (let row = 0; row < rows; row += step) {
      const count = Math.min(step, rows - row);
      await use(await read(file, row * width, count * width), count);
    }
  } finally {
    await file.close();
  }
}

function columnOf(bytes: Buffer, rows: number, column: number, { columns, cell }: MatrixReading): Buffer {
  const piece = Buffer.allocUnsafe(rows * cell.bytes);
  const width = columns * cell.bytes;
  let from = column * cell.bytes;
  for (let to = 0; to < piece.length; from += width) {
    for (let byte = 0; byte < cell.bytes; byte++) piece[to++] = bytes[from + byte]!;
  }
  return piece;
}
