import type { ModelAnswer, ModelQuestion } from '../../core/questions';
import { isAbort } from '../calls';

/** A language model that somebody else runs: what it said to a prompt, and its name. */
export type LanguageModel = (
  prompt: string,
  signal?: AbortSignal,
) => Promise<{ readonly text: string; readonly model: string }>;

/** What a command line says, which has none. */
export const noLanguageModel =
  'language models are VS Code’s own: run this recipe in VS Code, or choose another engine for this step';

/** True for what only a language model answers. */
export const isForLanguageModel = (question: ModelQuestion): boolean =>
  question.ask === 'paraphrase' || (question.ask === 'translation' && question.engine === 'languageModel');

/** Requests under way at a time: providers count them. */
const together = 4;

/** Answers each question by prompts; a refusal is the answer to its question alone. */
export async function answerByLanguageModel(
  questions: readonly ModelQuestion[],
  model: LanguageModel | undefined,
  signal?: AbortSignal,
): Promise<readonly ModelAnswer[]> {
  if (!model) return questions.map(() => ({ error: noLanguageModel }));
  const answers: ModelAnswer[] = [];
  let next = 0;
  const work = async () => {
    while (next < questions.length) {
      const i = next++;
      signal?.throwIfAborted();
      answers[i] = await answerOne(questions[i]!, model, signal).catch((error: Error) => {
        if (isAbort(error)) throw error;
        return { error: `the language model did not answer: ${error.message}` };
      });
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return answers;
}

async function answerOne(question: ModelQuestion, model: LanguageModel, signal?: AbortSignal): Promise<ModelAnswer> {
  if (question.ask === 'paraphrase') {
    const { text, model: name } = await model(paraphrasePrompt(question.text, question.number), signal);
    return { text: sentenceOf(text), model: name };
  }
  if (question.ask !== 'translation') throw new Error(`no prompt for ${question.ask}`);
  const { from, through } = question;
  const there = sentenceOf((await model(translationPrompt(question.text, from, through), signal)).text);
  const { text, model: name } = await model(translationPrompt(there, through, from), signal);
  return { text: sentenceOf(text), model: name };
}

const only = 'ModelAnswer with the sentence alone, on one line, without quotation marks or remarks.';
const paraphrasePrompt = (text: string, number: number): string =>
  `Say the sentence below in other words (version ${number % 1000}). Keep its meaning, tone, language, names and numbers. ${only}\n\n${text}`;
const translationPrompt = (text: string, from: string, to: string): string =>
  `Translate the sentence below from ${languageName(from)} to ${languageName(to)}. Keep names and numbers. ${only}\n\n${text}`;

const languageName = (code: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;

/** Without what models put around an answer all the same. */
function sentenceOf(said: string): string {
  const line = said
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
  return /^(["“]).*(["”])$/.test(line) ? line.slice(1, -1) : line;
}
