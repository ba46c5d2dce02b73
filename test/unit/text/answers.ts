import type { Answers, Question } from '../../../src/core/questions';

/** What a model might say of the words in the tests' sentence. */
const said: Readonly<Record<string, readonly string[]>> = {
  quick: ['slow', 'fast', 'swift'],
  fox: ['foxes', 'dog', 'cat'],
  jumps: ['leaps', 'runs', 'run'],
  lazy: ['tired', 'sleepy'],
  old: ['young', 'ancient', 'dusty'],
  house: ['home', 'barn'],
  river: ['lake', 'sea'],
};

/** Answers every question by hand; the first candidate is the most likely. */
export const answersByHand: Answers = {
  all: (questions: readonly Question[]) =>
    questions.map((question) => {
      const word = question.ask === 'masked' ? question.text.slice(question.start, question.end) : question.word;
      const words = said[word.toLowerCase()] ?? [];
      return { candidates: words.map((text, i) => ({ text, weight: 0.9 - i / 10 })) };
    }),
};
