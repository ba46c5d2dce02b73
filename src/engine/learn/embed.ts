import { learnVectors } from '../models/learn-vectors';
import { randomSvd } from '../models/svd';
import { tfIdf } from './tf-idf';

/** Rows of numbers, one a name. */
export interface Embeddings {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

/**
 * Documents as points: TF-IDF, and the `dimensions` strongest directions of it (latent semantic analysis, Deerwester et
 * al. 1990). `fitted` says which documents make the directions; the others are only placed. Deterministic.
 */
export function embedDocuments(
  texts: readonly string[],
  fitted: readonly boolean[],
  dimensions: number,
  alive: () => void = () => {},
): Embeddings {
  const own = texts.filter((_, i) => fitted[i]);
  const space = tfIdf(own);
  const { right } = randomSvd(space.rows(own), dimensions, alive);
  const columns = right.columns;
  const all = space.rows(texts);
  const data = new Float32Array(texts.length * columns);
  for (let row = 0; row < texts.length; row++) {
    for (let at = all.starts[row]!; at < all.starts[row + 1]!; at++) {
      const from = all.column[at]! * columns;
      for (let d = 0; d < columns; d++) data[row * columns + d]! += all.value[at]! * right.data[from + d]!;
    }
  }
  return { rows: texts.length, columns, data };
}

/** Words as points, learnt from the texts; with the words in the order of the rows. */
export function embedWords(
  texts: readonly string[],
  alive: () => void = () => {},
): Embeddings & { readonly words: readonly string[] } {
  const words: string[] = [];
  const vectors: Float32Array[] = [];
  learnVectors(
    texts,
    (word, vector) => {
      words.push(word);
      vectors.push(vector.slice());
    },
    alive,
  );
  const columns = vectors[0]?.length ?? 0;
  const data = new Float32Array(words.length * columns);
  for (const [i, vector] of vectors.entries()) data.set(vector, i * columns);
  return { rows: words.length, columns, data, words };
}
