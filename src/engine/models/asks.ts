import type { ModelQuestion } from '../../core/questions';
import type { TransformStep } from '../../core/recipe';
import type { CorpusTable } from '../table/asks';

/** Questions for models, servers and vectors. */
export interface AnswerAsk {
  readonly questions: readonly ModelQuestion[];
  /** Where relative paths in a recipe begin. */
  readonly root: string;
  /** Where models and packed vectors are kept. */
  readonly storage: string;
  /** The folder of the vectors learnt from the dataset. */
  readonly learnt?: string;
}

export interface ReadyAsk extends Omit<AnswerAsk, 'questions' | 'learnt'> {
  /** The steps of the recipe that are not off, with their defaults. */
  readonly steps: readonly TransformStep[];
  /** Whether there is a language model to ask. */
  readonly languageModel?: boolean;
}

/** Word vectors out of the texts of a dataset. */
export interface LearnAsk {
  readonly corpus: readonly CorpusTable[];
  /** The folder to write. */
  readonly folder: string;
}
