/** Part `index` (from 0) of `count` parts of a run; the parts are disjoint and together complete. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Names of the hidden records of one run, or of one part of it, at the output's root. */
export interface RecordNames {
  /** What is being done, until it is sorted into the manifest. */
  readonly journal: string;
  /** Its presence means: this run, or part, is done. */
  readonly manifest: string;
}

const lines = /^\.augment-(manifest|journal)(-\d{5}-of-\d{5})?\.jsonl$/;

/** Names of a run's records; of a part's, which say `-00001-of-00004`, from 1. */
export function recordNamesOf(shard?: Shard): RecordNames {
  const pad = (n: number) => String(n).padStart(5, '0');
  const part = shard ? `-${pad(shard.index + 1)}-of-${pad(shard.count)}` : '';
  return { journal: `.augment-journal${part}.jsonl`, manifest: `.augment-manifest${part}.jsonl` };
}

/** True for a name that a run, or a part of one, gave to its manifest or journal. */
export const isLinesName = (name: string): boolean => lines.test(name);

/** The items whose turn it is in this part: every `count`-th. */
export function* turnsOf<T>(items: Iterable<T>, shard: Shard | undefined): Generator<T> {
  let i = 0;
  for (const item of items) if (!shard || i++ % shard.count === shard.index) yield item;
}
