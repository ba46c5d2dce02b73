import type { Block, Reading } from './table';
import type { Candidate } from './text';
import type { PartnerRule } from './transform';

export type Metric = 'cosine' | 'euclidean';
export type TranslationEngine = 'marian' | 'libretranslate' | 'apertium' | 'languageModel';

/** Which words stand nearest in a vector space. `vectors` is a file; without it, vectors of the dataset's own words. */
export interface NeighborsQuestion {
  readonly ask: 'neighbors';
  readonly vectors: string;
  readonly metric: Metric;
  readonly word: string;
}
/** Which words a masked language model expects in place of the one from `start` to `end`. */
export interface MaskedQuestion {
  readonly ask: 'masked';
  readonly model: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
/** A sentence in another language and back. */
export interface TranslationQuestion {
  readonly ask: 'translation';
  readonly engine: TranslationEngine;
  readonly from: string;
  readonly through: string;
  /** A model's name with `{from}` and `{to}`, or a server's address; empty where the engine needs neither. */
  readonly where: string;
  readonly text: string;
}
/** A sentence in other words. `number` tells askings apart: a model answers differently each time. */
export interface ParaphraseQuestion {
  readonly ask: 'paraphrase';
  readonly text: string;
  readonly number: number;
}
/** Which training row another one is mixed with. The index of the dataset says it. */
export interface PartnerQuestion {
  readonly ask: 'partner';
  /** The row that is mixed. */
  readonly of: string;
  readonly classes: readonly string[];
  readonly rule: PartnerRule;
  /** Of the draw. */
  readonly seed: number;
  /** Numbers a row: only rows alike can be mixed. */
  readonly width: number;
}
export type WordsQuestion = NeighborsQuestion | MaskedQuestion;
export type TextQuestion = TranslationQuestion | ParaphraseQuestion;
export type ModelQuestion = WordsQuestion | TextQuestion;
/** What a draw can't know by itself: what a model, a server, a file of vectors or the whole dataset says. JSON. */
export type Question = ModelQuestion | PartnerQuestion;

export interface WordsAnswer {
  /** The best first; the weight is a probability or a similarity, 0 to 1. */
  readonly candidates: readonly Candidate[];
}
export interface TextAnswer {
  readonly text: string;
  /** Who said it, where the recipe does not name it. */
  readonly model?: string;
}
export interface PartnerAnswer {
  /** Nothing where no row fits. */
  readonly partner?: RowPlace;
}
/** Where a row can be read. */
export interface RowPlace {
  readonly name: string;
  readonly classes: readonly string[];
  /** Absolute. */
  readonly disk: string;
  readonly reading: Reading;
  /** The block that it stands in; of lines, that row alone. */
  readonly block: Block;
  readonly row: number;
}
export interface FailedAnswer {
  readonly error: string;
}
export type ModelAnswer = WordsAnswer | TextAnswer | FailedAnswer;
export type Answer = ModelAnswer | PartnerAnswer;
export type AnswerTo<Q extends Question> = Q extends WordsQuestion
  ? WordsAnswer
  : Q extends PartnerQuestion
    ? PartnerAnswer
    : TextAnswer;

/** The same for the same question. */
const questionKey = (question: Question): string => JSON.stringify(Object.values(question));

/** Answers so far. Asking for one that is not there notes the question, and ends the draw with `Unanswered`. */
export interface Answers {
  all<Q extends Question>(questions: readonly Q[]): readonly AnswerTo<Q>[];
}

/** A draw has to wait: its questions are noted. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** A book of answers, and of the questions that nobody has answered yet. */
export interface AnswerBook extends Answers {
  readonly open: ReadonlyMap<string, Question>;
}

export function answerBook(known: ReadonlyMap<string, Answer> = new Map()): AnswerBook {
  const open = new Map<string, Question>();
  return {
    open,
    all<Q extends Question>(questions: readonly Q[]) {
      const keys = questions.map(questionKey);
      const found = keys.map((key) => known.get(key));
      for (const [i, answer] of found.entries()) if (!answer) open.set(keys[i]!, questions[i]!);
      if (found.includes(undefined)) throw new Unanswered();
      for (const answer of found) if (answer && 'error' in answer) throw new Error(answer.error);
      return found as AnswerTo<Q>[];
    },
  };
}
