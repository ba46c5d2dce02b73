import type { DrawnStep } from './draw';
import type { Recipe } from './recipe';

/** Our own records, hidden files at the output's root, where no loader counts them. */
export const recordNames = {
  recipe: '.augment-recipe.json',
  manifest: '.augment-manifest.jsonl',
  journal: '.augment-journal.jsonl',
  /** What the parts of a run share, until they are merged. */
  index: '.augment-index.jsonl',
} as const;
/** Ends the name of every file that is not finished; such names start with a dot too. */
export const unfinishedSuffix = '.tmp';

export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
}

/** A variant that was made. */
export interface VariantLine {
  readonly output: string;
  readonly sha256: string;
  /** The tar of the run that holds it, with its labels; it is then no file of its own. */
  readonly tar?: string;
  readonly source: string;
  readonly variant: number;
  readonly split: string;
  readonly steps: readonly DrawnStep[];
  readonly labels: readonly string[];
  readonly sidecars?: readonly WrittenFile[];
  readonly dropped?: readonly string[];
  /** What it adds to tables, by their paths: the tables are written from here. */
  readonly rows?: Readonly<Record<string, unknown>>;
  readonly partners?: readonly { readonly source: string; readonly weight: number }[];
  /** Class → weight of a row that was mixed. */
  readonly targets?: Readonly<Record<string, number>>;
  /** What happened to the data on the way, e.g. "CMYK converted to RGB". */
  readonly notes?: readonly string[];
}
/** A source (no `variant`) or one variant that could not be made. */
export interface ErrorLine {
  readonly source: string;
  readonly variant?: number;
  readonly error: string;
}
/** A reasoned shortfall. */
export interface SkippedLine {
  readonly source: string;
  readonly variant: number;
  readonly skipped: string;
}
/** Every other file that the run wrote. */
export interface FileLine {
  readonly file: string;
  readonly sha256: string;
}
export type ManifestLine = VariantLine | ErrorLine | SkippedLine | FileLine;

export type RunState = 'running' | 'cancelled' | 'finished';

/** `.augment-recipe.json` */
export interface RunRecord {
  readonly recipe: Recipe;
  readonly epoch: number;
  readonly tool: { readonly name: string; readonly version: string };
  /** Names and versions of what decodes and encodes. */
  readonly codecs: Readonly<Record<string, string>>;
  /** SHA-256 over path and size of every file of the dataset: partners and names depend on all of them. */
  readonly index: string;
  /** From the output folder to the dataset root, with `/`. */
  readonly source: string;
  /** What was chosen, relative to the dataset root. */
  readonly selection: readonly string[];
  readonly onlyVariants: boolean;
  readonly allowEvaluationData: boolean;
  readonly tar?: true;
  readonly counts: {
    readonly sources: number;
    readonly variants: number;
    readonly failed: number;
    readonly skipped: number;
  };
  readonly state: RunState;
}
