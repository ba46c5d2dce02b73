import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OnVector, readVectors } from './vector-lines';

/** Word vectors as they are searched: on disk, whatever their size; only the words and their lengths are in memory. */
export interface VectorStore {
  readonly words: readonly string[];
  readonly rowOf: ReadonlyMap<string, number>;
  /** Rows of `size` float32, each of length 1. */
  readonly file: string;
  readonly size: number;
  /** The length that each vector had. */
  readonly lengths: Float32Array;
}

const wordsFile = 'words.txt';
const vectorsFile = 'vectors.f32';
const lengthsFile = 'lengths.f32';

/** The vectors of a file, packed into the storage when they are first asked for. Throws with the reason. */
export async function vectorsOfFile(path: string, storage: string, alive: () => void): Promise<VectorStore> {
  const { size, mtimeMs } = await stat(path).catch(() => {
    throw new Error(`there is no file of vectors ${path}`);
  });
  const key = createHash('sha256').update(`${path}\0${size}\0${mtimeMs}`).digest('hex').slice(0, 24);
  return storedVectors(join(storage, 'vectors', key), async (onVector) => {
    await readVectors(path, onVector, alive).catch((error: unknown) => {
      throw new Error(`${path} ${(error as Error).message}`);
    });
  });
}

/** The vectors in that folder, written there by `make` if they are not there yet. */
export async function storedVectors(
  folder: string,
  make?: (onVector: OnVector) => Promise<void> | void,
): Promise<VectorStore> {
  if (make && !existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    await mkdir(unfinished, { recursive: true });
    try {
      await pack(unfinished, make);
      await rename(unfinished, folder).catch((error: unknown) => {
        if (!existsSync(folder)) throw error; // another process was quicker
      });
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  const words = (await readFile(join(folder, wordsFile), 'utf8')).split('\n').slice(0, -1);
  const bytes = await readFile(join(folder, lengthsFile));
  const file = join(folder, vectorsFile);
  const size = words.length > 0 ? (await stat(file)).size / 4 / words.length : 0;
  const lengths = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return { words, rowOf: new Map(words.map((word, i) => [word, i])), file, size, lengths };
}

async function pack(folder: string, make: (onVector: OnVector) => Promise<void> | void): Promise<void> {
  const words: string[] = [];
  const seen = new Set<string>();
  const lengths: number[] = [];
  let waiting: Buffer[] = [];
  const file = await open(join(folder, vectorsFile), 'w');
  let written = Promise.resolve();
  const flush = () => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    written = written.then(() => file.writeFile(bytes));
  };
  try {
    await make((word, vector) => {
      const length = Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
      if (word === '' || /[\n\r]/.test(word) || seen.has(word) || !(length > 0 && Number.isFinite(length))) return;
      seen.add(word);
      words.push(word);
      lengths.push(length);
      waiting.push(Buffer.from(vector.map((v) => v / length).buffer));
      if (waiting.length >= 1024) flush();
    });
    flush();
    await written;
  } finally {
    await file.close();
  }
  await writeFile(join(folder, lengthsFile), Buffer.from(Float32Array.from(lengths).buffer));
  await writeFile(join(folder, wordsFile), words.map((word) => `${word}\n`).join(''));
}
