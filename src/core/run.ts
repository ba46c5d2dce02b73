import type { Split } from './dataset';

/** What a user chooses about a run beside the recipe: none of it changes the bytes of a variant. */
export interface RunChoice {
  /** Absolute, or a name beside the dataset; undefined: the next free `<dataset>-augmented`. */
  readonly out?: string;
  readonly onlyVariants: boolean;
  /** The explicit override of the leakage guard. */
  readonly allowEvaluationData: boolean;
  /** The variants, and nothing else, go into one WebDataset tar for each part of the run. */
  readonly tar?: true;
}

/** Why a run would write nothing. */
export interface Refusal {
  readonly kind: 'evaluation data' | 'own output' | 'labels' | 'nothing' | 'output folder' | 'disk space';
  /** One or two sentences: what is wrong and what to do. */
  readonly reason: string;
}

/** What a run will write, before it is run. */
export interface Estimate {
  readonly sources: number;
  readonly variants: number;
  /** Originals copied along; 0 with only variants. */
  readonly originals: number;
  /** About how many bytes are written. Copies that share blocks with their source still count. */
  readonly bytes: number;
  readonly freeBytes: number;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** Splits that are copied as they are. */
  readonly untouched: readonly Split[];
  readonly refusal?: Refusal;
  /** Sentences that the user should read before the run. */
  readonly warnings: readonly string[];
}

export interface RunProgress {
  /** Variants and copies done, and in all. */
  readonly done: number;
  readonly total: number;
  /** Per second, over the last seconds. */
  readonly rate: number;
  readonly secondsLeft?: number;
}

export interface RunFailure {
  readonly source: string;
  readonly error: string;
}

/** The contract's `run --json`. */
export interface RunResult {
  /** Absolute. */
  readonly out: string;
  readonly sources: number;
  readonly variants: number;
  readonly failed: readonly RunFailure[];
  readonly skipped: number;
  readonly seconds: number;
  readonly cancelled?: true;
}

/** What *Undo Run* did, or (before it is done) would do. */
export interface UndoResult {
  readonly out: string;
  readonly deleted: number;
  /** Files that changed since the run wrote them, and were kept. */
  readonly kept: readonly string[];
}
