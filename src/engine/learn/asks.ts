import type { Metric } from '../../core/questions';
import type { Recipe } from '../../core/recipe';
import type { DataOptions } from '../../core/table';
import type { JudgedOn } from '../../core/tuning';

/** Texts that a worker reads itself. */
export interface TextsAsk {
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  readonly data?: DataOptions;
  /** A sentence-embedding model: a folder, absolute or relative to the dataset, or a hub id; TF-IDF without. */
  readonly model?: string;
  /** Where models are kept. */
  readonly storage: string;
}

export interface LabelTextsAsk extends TextsAsk {
  /** Where the documents without a label are; in the same dataset, without. */
  readonly unlabelled?: readonly string[];
  readonly k: number;
  readonly metric: Metric;
}

export interface EmbedTextsAsk extends TextsAsk {
  /** The folder to write, absolute. */
  readonly out: string;
  /** The words of the training documents instead of the documents. */
  readonly words?: boolean;
  /** Numbers a document, at most; a model has its own. */
  readonly dimensions: number;
}

export interface EmbeddedFile {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** One training of a small classifier, with the variants of a recipe or without any. */
export interface JudgeAsk {
  /** What was chosen, absolute. */
  readonly paths: readonly string[];
  readonly data?: DataOptions;
  /** Its seed is that of the variants. */
  readonly recipe?: Recipe;
  /** Of the training. */
  readonly seed: number;
}

export interface JudgeResult {
  readonly on: JudgedOn;
  /** For each validation sample, 1 where it was right. */
  readonly right: readonly number[];
  readonly variants: number;
}
