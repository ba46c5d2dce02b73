import { type FileHandle, open } from 'node:fs/promises';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Metric } from '../../core/questions';
import { rounded } from '../../core/random';
import type { Candidate } from '../../core/text';
import { topGraph } from './top-graph';
import { onnx } from './transformers';
import type { VectorStore } from './vector-store';

/** Bytes of vectors, and words, that are compared at a time: what searching takes of memory. */
const tileBytes = 48 << 20;
const together = 256;

type Ort = typeof import('onnxruntime-node');
const sessions = new Map<Metric, Promise<InferenceSession>>();

/**
 * The `count` nearest words of each word, the word itself left out, the nearest first; nothing for words without a vector.
 * Exact: every vector is compared. Similarity is the cosine, or 1 ÷ (1 + Euclidean distance), to 4 decimals, so that the
 * order of equals does not depend on a processor's rounding.
 */
export async function nearestWords(
  store: VectorStore,
  words: readonly string[],
  metric: Metric,
  count: number,
  alive: () => void = () => {},
): Promise<readonly (readonly Candidate[])[]> {
  const rows = words.map((word) => store.rowOf.get(word) ?? store.rowOf.get(word.toLowerCase()));
  const known = [...new Set(rows.flatMap((row) => row ?? []))].sort((a, b) => a - b);
  const file = await open(store.file);
  try {
    const ort = await onnx();
    const found = await search({ ort, store, file, metric, count: count + 1, alive }, known);
    return rows.map((row) => {
      if (row === undefined) return [];
      const near = found.get(row)!.filter((one) => one.row !== row);
      return near.slice(0, count).map((one) => ({ text: store.words[one.row]!, weight: one.similarity }));
    });
  } finally {
    await file.close();
  }
}

interface Search {
  readonly ort: Ort;
  readonly store: VectorStore;
  readonly file: FileHandle;
  readonly metric: Metric;
  readonly count: number;
  alive(): void;
}
interface Near {
  readonly row: number;
  readonly similarity: number;
}

async function search(by: Search, known: readonly number[]): Promise<ReadonlyMap<number, readonly Near[]>> {
  const { ort, store, file, metric, count } = by;
  let session = sessions.get(metric);
  if (!session) {
    session = ort.InferenceSession.create(topGraph(metric === 'euclidean'));
    sessions.set(metric, session);
  }
  const running = await session;
  const queries = await queryBatches(by, known);
  const best = new Map<number, Near[]>(known.map((row) => [row, []]));
  const perTile = Math.max(1, Math.min(store.words.length, Math.floor(tileBytes / 4 / store.size)));
  const room = new Float32Array(perTile * store.size);
  for (let first = 0; first < store.words.length && known.length > 0; first += perTile) {
    const rows = Math.min(perTile, store.words.length - first);
    const vectors = room.subarray(0, rows * store.size);
    await readRows(file, first, vectors, store.size);
    const lengths = store.lengths.subarray(first, first + rows);
    const tile: Record<string, Tensor> = {
      vectors: new ort.Tensor('float32', vectors, [rows, store.size]),
      k: new ort.Tensor('int64', [BigInt(Math.min(count, rows))], [1]),
      ...(metric === 'euclidean' && {
        scale: new ort.Tensor('float32', lengths, [rows]),
        bias: new ort.Tensor(
          'float32',
          lengths.map((length) => -(length * length) / 2),
          [rows],
        ),
      }),
    };
    for (const { of, tensor } of queries) {
      const out = await running.run({ ...tile, queries: tensor });
      const values = out.values!.data as Float32Array;
      const at = out.rows!.data as BigInt64Array;
      const k = values.length / of.length;
      for (const [q, row] of of.entries()) {
        const near = best.get(row)!;
        for (let i = q * k; i < (q + 1) * k; i++) {
          near.push({ row: first + Number(at[i]), similarity: similarityOf(values[i]!, store.lengths[row]!, metric) });
        }
        near.sort((a, b) => b.similarity - a.similarity || a.row - b.row).splice(count);
      }
      by.alive();
    }
  }
  return best;
}

/** A score as a similarity. By Euclid it is q·v - |v|²/2, which has the order of the distances. */
function similarityOf(score: number, length: number, metric: Metric): number {
  if (metric === 'cosine') return rounded(score, 4);
  return rounded(1 / (1 + Math.sqrt(Math.max(0, length * length - 2 * score))), 4);
}

async function queryBatches({ ort, store, file, metric }: Search, known: readonly number[]) {
  const batches: { readonly of: readonly number[]; readonly tensor: Tensor }[] = [];
  for (let from = 0; from < known.length; from += together) {
    const of = known.slice(from, from + together);
    const data = new Float32Array(of.length * store.size);
    for (const [i, row] of of.entries()) {
      const vector = data.subarray(i * store.size, (i + 1) * store.size);
      await readRows(file, row, vector, store.size);
      if (metric === 'euclidean') for (let d = 0; d < store.size; d++) vector[d]! *= store.lengths[row]!;
    }
    batches.push({ of, tensor: new ort.Tensor('float32', data, [of.length, store.size]) });
  }
  return batches;
}

/** As many rows as there is room for, from that one on. */
async function readRows(file: FileHandle, row: number, into: Float32Array, size: number): Promise<void> {
  const { bytesRead } = await file.read(
    new Uint8Array(into.buffer, into.byteOffset, into.byteLength),
    0,
    into.byteLength,
    row * size * 4,
  );
  if (bytesRead < into.byteLength) throw new Error('the stored word vectors are damaged: delete them from the storage');
}
