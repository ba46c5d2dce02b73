import { appendFileSync, createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { writeError } from '../files';

/** Bytes that come a few at a time and are read once, at the end: beyond a megabyte they wait on the disk. */
export interface Spool {
  add(bytes: Uint8Array): void;
  chunks(): AsyncIterable<Uint8Array>;
  remove(): Promise<void>;
}

const inMemory = 1 << 20;

/** `path` is written only when needed. Throws a `WriteError`. */
export function startSpool(path: string): Spool {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let onDisk = false;
  return {
    add(bytes) {
      waiting.push(bytes);
      size += bytes.length;
      if (size < inMemory) return;
      try {
        appendFileSync(path, Buffer.concat(waiting));
      } catch (error) {
        throw writeError(path, error);
      }
      [waiting, size, onDisk] = [[], 0, true];
    },
    async *chunks() {
      if (onDisk) yield* createReadStream(path, { highWaterMark: inMemory });
      yield* waiting;
    },
    remove: () => rm(path, { force: true }),
  };
}
