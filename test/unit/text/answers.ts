import type { Answers, AnswerTo, Question } from '../../../src/core/questions';

/** What a model might say of the words in the tests' sentence. */
const said: Readonly<Record<string, readonly string[]>> = {
  quick: ['slow', 'never', 'fast', 'swift'],
  fox: ['foxes', 'dog', 'cat'],
  jumps: ['leaps', 'runs', 'run'],
  lazy: ['tired', 'sleepy'],
  old: ['young', 'ancient', 'dusty'],
  house: ['home', 'barn'],
  river: ['lake', 'sea'],
};

/** Answers every question by hand; the first candidate is the most likely. */
export const answersByHand: Answers = {
  all: <Q extends Question>(questions: readonly Q[]) => questions.map(answer) as unknown as readonly AnswerTo<Q>[],
};

function answer(question: Question) {
  if (question.ask === 'translation' || question.ask === 'paraphrase') {
    const quick = question.ask === 'paraphrase' ? ['fast', 'swift', 'speedy'][question.number % 3]! : 'rapid';
    return { text: question.text.replace('quick', quick).replace('jumps', 'hops'), model: 'by hand' };
  }
  const word =
    question.ask === 'masked'
      ? question.text.slice(question.start, question.end)
      : question.ask === 'neighbors'
        ? question.word
        : '';
  const words = said[word.toLowerCase()] ?? [];
  return { candidates: words.map((text, i) => ({ text, weight: 0.9 - i / 10 })) };
}
