import type { OtherFile, Sample, Split } from './dataset';
import type { Refusal } from './run';

/** One source and where its variants go: `outputs[k - 1]` is variant k, relative to the output folder. */
export interface PlannedSource {
  readonly sample: Sample;
  readonly outputs: readonly string[];
}

/** A file that is copied as it is, to the same path. */
export type PlannedCopy = Pick<Sample | OtherFile, 'path' | 'diskPath' | 'bytes'>;

/** What a run will write. A pure function of index, recipe and choice: the user sees it before anything is written. */
export interface Plan {
  readonly sources: number;
  readonly variants: number;
  /** In index order. Made on the fly: a plan of a million sources fits. */
  work(): Iterable<PlannedSource>;
  readonly copies: readonly PlannedCopy[];
  /** Splits that are copied as they are. */
  readonly untouched: readonly Split[];
  readonly refusal?: Refusal;
  readonly warnings: readonly string[];
}
