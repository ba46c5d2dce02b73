import type { Candidate } from './text';

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
export type WordsQuestion = NeighborsQuestion | MaskedQuestion;
export type TextQuestion = TranslationQuestion | ParaphraseQuestion;
/** What a draw can't know by itself: what a model, a server or a file of vectors says. JSON. */
export type Question = WordsQuestion | TextQuestion;

export interface WordsAnswer {
  /** The best first; the weight is a probability or a similarity, 0 to 1. */
  readonly candidates: readonly Candidate[];
}
export interface TextAnswer {
  readonly text: string;
  /** Who said it, where the recipe does not name it. */
  readonly model?: string;
}
export interface FailedAnswer {
  readonly error: string;
}
export type Answer = WordsAnswer | TextAnswer | FailedAnswer;
export type AnswerTo<Q extends Question> = Q extends WordsQuestion ? WordsAnswer : TextAnswer;

/** The same for the same question. */
export const questionKey = (question: Question): string => JSON.stringify(Object.values(question));

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
