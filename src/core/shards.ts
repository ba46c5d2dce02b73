import { recordNames } from './manifest';

/** Part `index` (from 0) of `count` parts; the parts are disjoint and together complete. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Names of the lines of one run, or of one part of it, at the output's root. */
export interface LineNames {
  /** What is being done, until it is sorted into the manifest. */
  readonly journal: string;
  /** Of a part, its presence means: this part is done. */
  readonly manifest: string;
}

const lines = /^\.augment-(manifest|journal)(-\d{5}-of-\d{5})?\.jsonl$/;

/** Names of a run's lines; of a part's, which say `-00001-of-00004`, from 1. */
export function lineNamesOf(shard?: Shard): LineNames {
  if (!shard) return recordNames;
  const pad = (n: number) => String(n).padStart(5, '0');
  const part = `-${pad(shard.index + 1)}-of-${pad(shard.count)}`;
  return { journal: `.augment-journal${part}.jsonl`, manifest: `.augment-manifest${part}.jsonl` };
}

/** True for a name that a run, or a part of one, gave to its manifest or journal. */
export const isLinesName = (name: string): boolean => lines.test(name);

export const isJournalName = (name: string): boolean => isLinesName(name) && name.startsWith('.augment-journal');

/** True for a name of a record: a folder that holds one was written by a run. */
export const isRecordName = (name: string): boolean =>
  isLinesName(name) || name === recordNames.recipe || name === recordNames.index;

/** True when it is the turn of the nth item in this part: every `count`-th is its own. */
export const isTurn = (shard: Shard | undefined, n: number): boolean => !shard || n % shard.count === shard.index;

/** What a part with `--tar` writes; WebDataset takes all parts as `shard-{000000..000003}.tar`. */
export const tarNameOf = ({ index }: Shard): string => `shard-${String(index).padStart(6, '0')}.tar`;

/** All parts of so many. */
export const shardsOf = (count: number): readonly Shard[] =>
  Array.from({ length: count }, (_, index) => ({ index, count }));

/** As the command line has it: `2/4`. */
export const shardWord = ({ index, count }: Shard): string => `${index}/${count}`;
