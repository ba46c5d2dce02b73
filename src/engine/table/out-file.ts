import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { writeError } from '../files';

/** A file that grows out of bytes and of parts of other files. */
export interface OutFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Copies a part of another file. */
  copy(path: string, start: number, end?: number): Promise<void>;
  /** The SHA-256 of all. */
  end(): Promise<string>;
  close(): Promise<void>;
}

const roomFor = 1 << 18; // bytes: rows come one by one

/** Starts a file; what stood at `path` is replaced. */
export async function startFile(path: string): Promise<OutFile> {
  const file: FileHandle = await open(path, 'w').catch((error: unknown) => Promise.reject(writeError(path, error)));
  const hash = createHash('sha256');
  const waiting = Buffer.allocUnsafe(roomFor);
  let filled = 0;
  const put = async (bytes: Uint8Array) => {
    hash.update(bytes);
    await file.writeFile(bytes).catch((error: unknown) => Promise.reject(writeError(path, error)));
  };
  const flush = async () => {
    const bytes = waiting.subarray(0, filled);
    filled = 0;
    if (bytes.length > 0) await put(bytes);
  };
  const write = async (bytes: Uint8Array) => {
    if (filled + bytes.length > roomFor) await flush();
    if (bytes.length > roomFor) return put(bytes);
    waiting.set(bytes, filled);
    filled += bytes.length;
  };
  return {
    write,
    async copy(from, start, end) {
      if (end === start) return;
      const range = { start, ...(end !== undefined && { end: end - 1 }), highWaterMark: 1 << 20 };
      for await (const chunk of createReadStream(from, range)) await write(chunk as Buffer);
    },
    async end() {
      await flush().finally(() => file.close());
      return hash.digest('hex');
    },
    close: () => file.close(),
  };
}
