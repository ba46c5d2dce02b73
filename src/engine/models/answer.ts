import { resolve } from 'node:path';
import type { ModelAnswer, ModelQuestion, NeighborsQuestion } from '../../core/questions';
import { isAbort } from '../calls';
import type { TaskControl } from '../serve';
import type { AnswerAsk } from './asks';
import { noLanguageModel } from './language-model';
import { maskedWords } from './masked';
import { nearestWords } from './nearest';
import { roundTrips } from './translate/round-trip';
import { storedVectors, type VectorStore, vectorsOfFile } from './vector-store';

/** More neighbours than a step draws from: those with another part in the sentence are left out afterwards. */
const mostNeighbors = 100;

/** What answering may do and know. */
export interface Answering extends Omit<AnswerAsk, 'questions'> {
  readonly control: TaskControl;
}

/** Answers to questions with the same settings, in order. Throws when none of them can be answered. */
type Answerer<Q extends ModelQuestion> = (questions: readonly Q[], by: Answering) => Promise<readonly ModelAnswer[]>;
type Answerers = { readonly [K in ModelQuestion['ask']]: Answerer<Extract<ModelQuestion, { readonly ask: K }>> };

const answerers: Answerers = {
  neighbors: nearWords,
  masked: maskedWords,
  translation: roundTrips,
  async paraphrase() {
    throw new Error(noLanguageModel);
  },
};

/** Answers questions, those of one model together. Where a model fails, the reason is the answer to its questions. */
export async function answerQuestions(ask: AnswerAsk, control: TaskControl): Promise<readonly ModelAnswer[]> {
  const { questions, ...rest } = ask;
  const groups = new Map<string, number[]>();
  for (const [i, question] of questions.entries()) {
    const key = settingsOf(question);
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  }
  const answers: ModelAnswer[] = [];
  for (const group of groups.values()) {
    const asked = group.map((i) => questions[i]!);
    const said = await answerGroup(asked, { ...rest, control }).catch((error: Error) => {
      if (isAbort(error)) throw error;
      return asked.map(() => ({ error: error.message }));
    });
    for (const [n, i] of group.entries()) answers[i] = said[n]!;
  }
  return answers;
}

function answerGroup(asked: readonly ModelQuestion[], by: Answering): Promise<readonly ModelAnswer[]> {
  const answerer = answerers[asked[0]!.ask] as Answerer<ModelQuestion>;
  return answerer(asked, by);
}

/** Equal for questions that one model answers in one go. */
function settingsOf(question: ModelQuestion): string {
  switch (question.ask) {
    case 'neighbors':
      return JSON.stringify([question.ask, question.vectors, question.metric]);
    case 'masked':
      return JSON.stringify([question.ask, question.model]);
    case 'translation': {
      const { ask, engine, where, from, through } = question;
      return JSON.stringify([ask, engine, where, from, through]);
    }
    case 'paraphrase':
      return question.ask;
  }
}

let lastStore: { readonly path: string; readonly store: Promise<VectorStore> } | undefined;

async function nearWords(questions: readonly NeighborsQuestion[], by: Answering): Promise<readonly ModelAnswer[]> {
  const { vectors, metric } = questions[0]!;
  const { control, root, storage, learnt } = by;
  const path = vectors === '' ? learnt! : resolve(root, vectors);
  if (lastStore?.path !== path) {
    const store = vectors === '' ? storedVectors(path) : vectorsOfFile(path, storage, control.alive);
    lastStore = { path, store };
    store.catch(() => {
      lastStore = undefined;
    });
  }
  const words = questions.map(({ word }) => word);
  const found = await nearestWords(await lastStore.store, words, metric, mostNeighbors, () => {
    control.check();
    control.alive();
  });
  return found.map((candidates) => ({ candidates }));
}
