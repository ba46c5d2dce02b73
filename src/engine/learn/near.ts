import type { Embeddings } from './embed';
import { nearestRows } from './nearest-rows';
import { type NearDocument, nearestDocuments, tfIdf } from './tf-idf';

/** The nearest labelled documents of each labelled one, without itself, and of each other one; the nearest first. */
export interface Neighbours {
  readonly own: readonly (readonly NearDocument[])[];
  readonly others: readonly (readonly NearDocument[])[];
}

/** By the words that texts share. */
export function nearByWords(
  labelled: readonly string[],
  others: readonly string[],
  k: number,
  alive: (done: number) => void = () => {},
): Neighbours {
  const space = tfIdf(labelled);
  const nearest = nearestDocuments(space.rows(labelled));
  const [own, asked] = [space.asked(labelled, true), space.asked(others, false)];
  const find = (done: number, search: () => readonly NearDocument[]) => {
    if (done % 256 === 0) alive(done);
    return search();
  };
  return {
    own: labelled.map((_, i) => find(i, () => nearest(own, i, k, { document: i, rarer: space.rarer }))),
    others: others.map((_, i) => find(labelled.length + i, () => nearest(asked, i, k))),
  };
}

/** By their vectors, which have length 1. */
export async function nearByVectors(
  labelled: Embeddings,
  others: Embeddings,
  k: number,
  alive: () => void,
): Promise<Neighbours> {
  const own = await nearestRows(labelled, labelled, k + 1, alive);
  return {
    own: own.map((near, i) => near.filter(({ document }) => document !== i).slice(0, k)),
    others: await nearestRows(labelled, others, k, alive),
  };
}
