import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MaskedQuestion, NeighborsQuestion } from '../../../src/core/questions';
import { answerQuestions } from '../../../src/engine/models/answer';
import { transformers } from '../../../src/engine/models/transformers';
import { drawTexts } from '../../../src/engine/text/draw';
import { tools } from './tools';

const root = resolve('test/fixtures/models');
const control = { check: () => {}, alive: () => {}, pause: async () => {} };
const by = { root, storage: join(root, 'none') };
const masked = (text: string, word: string, model = 'tiny-bert-mlm'): MaskedQuestion => {
  const start = text.indexOf(word);
  return { ask: 'masked', model, text, start, end: start + word.length };
};

describe('a masked language model', () => {
  it('says what the library’s own pipeline says, whole words alone, in any order of asking', async () => {
    const texts = [
      'The animal is barking at the cat.',
      'He drank a cup of tea.',
      'She opened the door and looked outside.',
    ];
    const questions = texts.map((text, i) => masked(text, ['animal', 'tea', 'door'][i]!));
    const answers = await answerQuestions({ questions, ...by }, control);
    const { pipeline } = await transformers();
    const fill = await pipeline('fill-mask', join(root, 'tiny-bert-mlm'), { dtype: 'q8' });
    for (const [i, { text, start, end }] of questions.entries()) {
      const sentence = `${text.slice(0, start)}[MASK]${text.slice(end)}`;
      const all = (await fill(sentence, { top_k: 12 })) as unknown as { token_str: string; score: number }[];
      const words = all.filter(({ token_str }) => /^\p{L}{2,}$/u.test(token_str)).slice(0, 5);
      const answer = answers[i] as { candidates: { text: string; weight: number }[] };
      expect(answer.candidates.slice(0, words.length).map((c) => c.text)).toEqual(words.map((w) => w.token_str));
      for (const [n, { score }] of words.entries()) expect(answer.candidates[n]!.weight).toBeCloseTo(score, 2);
      expect(answer.candidates.some((c) => c.text.startsWith('#'))).toBe(false);
    }
    expect(await answerQuestions({ questions: questions.toReversed(), ...by }, control)).toEqual(answers.toReversed());
  });

  it('says what to do where the model is not there, to its own questions alone', async () => {
    const near: NeighborsQuestion = { ask: 'neighbors', vectors: 'none.vec', metric: 'cosine', word: 'a' };
    const questions = [masked('a cat', 'cat', 'nobody/nothing'), masked('a cat', 'cat'), near];
    const [missing, there, none] = await answerQuestions({ questions, ...by }, control);
    expect(missing).toEqual({ error: expect.stringContaining('the model nobody/nothing is not on this computer') });
    expect(there).toHaveProperty('candidates');
    expect(none).toEqual({ error: expect.stringContaining('there is no file of vectors') });
  });
});

describe('text.maskedModel and text.neighbor', () => {
  const draw = (step: object, text = 'The quick fox jumps near the old house') => {
    const recipe = { version: 1, modality: 'text', seed: 7, variants: 1, steps: [step] } as never;
    const [one] = drawTexts(recipe, { path: 'a.csv#0', classes: [], text, spans: [] }, 1, 0, tools);
    return one && 'text' in one ? one.text : one?.skipped;
  };
  const all = { words: [1, 1] };

  it('take the first that is neither the word, nor its opposite, nor grammar', () => {
    // answers by hand: "slow" and "young" are opposites, "never" is grammar, "foxes" another form, which only neighbours mind
    expect(draw({ transform: 'text.maskedModel', ...all, k: 1 })).toBe('The fast foxes leaps near the ancient home');
    expect(draw({ transform: 'text.neighbor', ...all, k: 1 })).toBe('The fast dog leaps near the ancient home');
  });

  it('take nothing below the limit', () => {
    expect(draw({ transform: 'text.maskedModel', ...all, minProbability: 0.85 })).toBe(
      'The quick foxes leaps near the old home',
    );
    expect(draw({ transform: 'text.neighbor', ...all, minSimilarity: 0.95 })).toBe('no word with a near one');
    expect(draw({ transform: 'text.maskedModel', ...all, minProbability: 0.95 })).toBe(
      'no word for which the model knows another',
    );
  });

  it('look for another word where the first drawn has none', () => {
    for (const seed of ['a fox ate the cheese', 'the cheese under the fox']) {
      expect(draw({ transform: 'text.maskedModel', words: [0, 0.01], k: 2 }, seed)).toMatch(/\b(foxes|dog)\b/);
    }
  });
});
