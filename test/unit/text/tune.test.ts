import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { trainClassifier } from '../../../src/engine/learn/classifier';
import { documentsOf } from '../../../src/engine/learn/documents';
import { tfIdf } from '../../../src/engine/learn/tf-idf';
import { standardError, tuneRecipes, verdict } from '../../../src/engine/learn/tune';
import { createWorkers } from '../../../src/engine/workers';
import { bundled } from '../run/worker-bundle';
import { openFiles } from '../table/make';

vi.setConfig({ testTimeout: 180_000 });
const pool = createWorkers({ workers: 1, workerFile: bundled('worker', 'src/engine/worker.ts') });
afterAll(() => pool.dispose());

it('the classifier learns what can be told apart, alike each time', () => {
  const texts = ['cat dog', 'dog horse', 'cat horse', 'wheel engine', 'engine brake', 'wheel brake'];
  const space = tfIdf(texts);
  const train = () => trainClassifier(space.rows(texts), [0, 0, 0, 1, 1, 1], 2, 7);
  const asked = space.rows(['a cat', 'one brake', 'dog cat dog', 'engine wheel']);
  expect(train()(asked)).toEqual([0, 1, 0, 1]);
  expect(train()(asked)).toEqual(train()(asked));
});

it('errors and verdicts are worked out by hand', () => {
  expect(standardError([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 10);
  const judged = (mean: number, error: number) => ({ name: '', accuracies: [], mean: 0, gain: { mean, error } });
  expect(verdict(judged(0.05, 0.01), 10_000, 0.8)).toBe('helps: +5.0 ± 2.0 points');
  expect(verdict(judged(-0.05, 0.01), 10_000, 0.8)).toBe('hurts: -5.0 ± 2.0 points');
  expect(verdict(judged(0.004, 0.01), 10_000, 0.8)).toBe('no gain seen: +0.4 ± 2.0 points');
  expect(verdict(judged(0.05, 0.001), 25, 0.5)).toMatch(/^no gain seen/); // ± 10 points by 25 documents alone
});

describe('tuning', () => {
  it('judges on the validation split alone, with variants of training rows alone', async () => {
    const rows = (count: number, from: number) =>
      Array.from({ length: count }, (_, i) => {
        const good = (i + from) % 2 === 0;
        return `the ${good ? 'film' : 'car'} number ${['one', 'two', 'three'][i % 3]} bought a big house,${good ? 'a' : 'b'}\n`;
      }).join('');
    const dataset = await openFiles({
      'train.csv': `text,label\n${rows(24, 0)}`,
      'validation.csv': `text,label\n${rows(10, 0)}`,
      'test.csv': `text,label\n${rows(10, 1)}the same,c\n`,
    });
    const recipe: Recipe = {
      version: 1,
      modality: 'text',
      seed: 7,
      variants: 2,
      steps: [{ transform: 'text.synonym' }],
    };
    const documents = await documentsOf(dataset);
    const [without, one] = await tuneRecipes({
      pool,
      dataset,
      documents,
      recipes: [{ name: 'one', recipe }],
      seeds: 2,
    });
    expect(without).toEqual({ name: 'without', accuracies: [1, 1], mean: 1 });
    expect(one).toEqual({ name: 'one', accuracies: [1, 1], mean: 1, gain: { mean: 0, error: 0 } });
  });
});
