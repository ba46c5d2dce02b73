import { log, power } from '../../core/exact';
import { randomSvd, type Sparse } from './svd';
import type { OnVector } from './vector-lines';

const window = 5;
/** Context words weigh by their count to this power, so that rare ones do not tower (Levy, Goldberg and Dagan 2015). */
const alpha = 0.75;
const size = 100;
const leastCount = 3;
const mostWords = 20_000;

/**
 * Word vectors out of texts alone: positive pointwise mutual information within five words, and the 100 strongest
 * directions of it. Deterministic; about 20 s of CPU a million words. Good for words that stand in like places, which
 * opposites also do.
 */
export function learnVectors(texts: readonly string[], onVector: OnVector, alive: () => void): void {
  const documents: (readonly string[])[] = [];
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu) ?? [];
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    documents.push(words);
    if (documents.length % 1000 === 0) alive();
  }
  const words = [...counts.keys()]
    .filter((word) => counts.get(word)! >= leastCount)
    .sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1))
    .slice(0, mostWords);
  if (words.length < 2) return;
  const { left, values } = randomSvd(mutualInformation(documents, words, alive), size, alive);
  const vector = new Float32Array(values.length);
  for (const [row, word] of words.entries()) {
    for (let d = 0; d < vector.length; d++) vector[d] = left.data[row * values.length + d]! * Math.sqrt(values[d]!);
    onVector(word, vector);
  }
}

function mutualInformation(
  documents: readonly (readonly string[])[],
  words: readonly string[],
  alive: () => void,
): Sparse {
  const idOf = new Map(words.map((word, i) => [word, i]));
  const n = words.length;
  const together = new Map<number, number>();
  const totals = new Float64Array(n);
  for (const [d, document] of documents.entries()) {
    const ids = document.map((word) => idOf.get(word) ?? -1);
    for (let i = 0; i < ids.length; i++) {
      for (let j = i + 1; j < Math.min(ids.length, i + 1 + window); j++) {
        const [a, b] = [ids[i]!, ids[j]!];
        if (a < 0 || b < 0) continue;
        totals[a]!++;
        totals[b]!++;
        together.set(a * n + b, (together.get(a * n + b) ?? 0) + 1);
        together.set(b * n + a, (together.get(b * n + a) ?? 0) + 1);
      }
    }
    if (d % 1000 === 999) alive();
  }
  const smoothed = totals.map((total) => (total > 0 ? power(total, alpha) : 0));
  const all = smoothed.reduce((sum, v) => sum + v, 0);
  const entries = [...together].flatMap(([key, count]): readonly (readonly [number, number])[] => {
    const [a, b] = [Math.floor(key / n), key % n];
    const information = log((count * all) / (totals[a]! * smoothed[b]!));
    return information > 0 ? [[key, information]] : [];
  });
  entries.sort((a, b) => a[0] - b[0]);
  const starts = new Uint32Array(n + 1);
  for (const [key] of entries) starts[Math.floor(key / n) + 1]!++;
  for (let i = 0; i < n; i++) starts[i + 1]! += starts[i]!;
  return {
    rows: n,
    columns: n,
    starts,
    column: Uint32Array.from(entries, ([key]) => key % n),
    value: Float32Array.from(entries, ([, value]) => value),
  };
}
