import { open } from 'node:fs/promises';

const headBytes = 64 * 1024;

/** The beginning of a file: enough to see what it is. */
export async function firstBytes(path: string, count: number = headBytes): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
