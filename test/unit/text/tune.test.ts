import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { UseError } from '../../../src/core/errors';
import { axesText, gridOf, proposedAxes, readAxes } from '../../../src/core/grid';
import type { Recipe } from '../../../src/core/recipe';
import { accuracyWords, basisWords, estimated, gainOf, gainWords, standardError } from '../../../src/core/tuning';
import { trainClassifier } from '../../../src/engine/learn/classifier';
import { pooled } from '../../../src/engine/learn/pooled';
import { tfIdf } from '../../../src/engine/learn/tf-idf';
import { tuneRecipes } from '../../../src/engine/learn/tune';
import { createWorkers } from '../../../src/engine/workers';
import { catalogue } from '../../../src/transforms/index';
import { bundled } from '../run/worker-bundle';
import { openFiles } from '../table/make';

vi.setConfig({ testTimeout: 180_000 });
const pool = createWorkers({ workers: 1, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

it('the classifier learns what can be told apart, alike each time', () => {
  const texts = ['cat dog', 'dog horse', 'cat horse', 'wheel engine', 'engine brake', 'wheel brake'];
  const space = tfIdf(texts);
  const train = () => trainClassifier(space.rows(texts), [0, 0, 0, 1, 1, 1], 2, 7);
  const asked = space.rows(['a cat', 'one brake', 'dog cat dog', 'engine wheel']);
  expect(train()(asked)).toEqual([0, 1, 0, 1]);
  expect(train()(asked)).toEqual(train()(asked));
});

describe('estimates and verdicts, by hand', () => {
  it('standard errors are those of a mean, of seeds and samples together', () => {
    expect(standardError([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 10);
    expect(standardError([1])).toBe(0);
    // two seeds that agree, four samples of which three are right: 0.75, and √(0.25 / 4) = 0.25 by the samples alone
    expect(
      estimated([
        [1, 1, 1, 0],
        [1, 1, 1, 0],
      ]),
    ).toEqual({ mean: 0.75, error: 0.25 });
    // seeds that differ by a half: samples 0.5, 0.5, 0.5, 0.5 have none, seeds 0.25 and 0.75 have 0.25
    expect(
      estimated([
        [1, 0, 0, 0],
        [0, 1, 1, 1],
      ]),
    ).toEqual({ mean: 0.5, error: 0.25 });
  });

  it('a gain counts beyond two standard errors, and beyond one sample', () => {
    const zeros = Array(100).fill(0);
    const some = (count: number) => zeros.map((_, i) => (i < count ? 1 : 0));
    expect(gainOf([some(20), some(20)], [zeros, zeros])).toMatchObject({ mean: 0.2, verdict: 'helps' });
    expect(gainOf([zeros, zeros], [some(20), some(20)])).toMatchObject({ mean: -0.2, verdict: 'hurts' });
    expect(gainOf([some(2), some(2)], [zeros, zeros]).verdict).toBe('no gain seen'); // ± 1.4
    expect(gainOf([[1], [1]], [[0], [0]]).verdict).toBe('no gain seen'); // one sample
  });

  it('are said in points, with a true minus', () => {
    expect(gainWords({ mean: -0.0042, error: 0.003 })).toBe('−0.4 ± 0.3');
    expect(gainWords({ mean: 0.0042, error: 0.003 })).toBe('+0.4 ± 0.3');
    expect(gainWords({ mean: -0.0001, error: 0 })).toBe('0.0 ± 0.0');
    expect(accuracyWords({ mean: 0.936, error: 0.0101 })).toBe('93.6 ± 1.0 %');
  });
});

describe('a grid', () => {
  const recipe: Recipe = {
    version: 1,
    modality: 'text',
    seed: 7,
    variants: 2,
    steps: [
      { transform: 'text.typo', disabled: true },
      { transform: 'text.neighbor', k: 5 },
      { oneOf: [{ transform: 'text.synonym' }, { transform: 'text.swap' }] },
    ],
  };

  it('has every combination of several parameters, each a recipe that is valid', () => {
    const axes = readAxes('k=3,10 metric=cosine,euclidean steps[2].oneOf[0].words=0.1..0.3', recipe, catalogue);
    const grid = gridOf(recipe, axes, catalogue);
    expect(grid.map(({ name }) => name)).toEqual([
      'neighbours 3, metric cosine, words 0.1 to 0.3',
      'neighbours 3, metric euclidean, words 0.1 to 0.3',
      'neighbours 10, metric cosine, words 0.1 to 0.3',
      'neighbours 10, metric euclidean, words 0.1 to 0.3',
    ]);
    expect(grid[3]!.recipe.steps).toEqual([
      recipe.steps[0],
      { transform: 'text.neighbor', k: 10, metric: 'euclidean' },
      { oneOf: [{ transform: 'text.synonym', words: [0.1, 0.3] }, { transform: 'text.swap' }] },
    ]);
    expect(readAxes(axesText(axes), recipe, catalogue)).toEqual(axes);
  });

  it('proposes what the first step that is on is known for, else that step weaker and stronger', () => {
    expect(axesText(proposedAxes(recipe, catalogue))).toBe('steps[1].k=3,10 steps[1].metric=cosine,euclidean');
    const words: Recipe = { ...recipe, steps: [{ transform: 'text.synonym' }] };
    expect(axesText(proposedAxes(words, catalogue))).toBe('steps[0].words=0.1,0.2,0.4');
    const turned: Recipe = { ...recipe, modality: 'image', steps: [{ transform: 'image.rotate', degrees: [-10, 20] }] };
    expect(axesText(proposedAxes(turned, catalogue))).toBe('steps[0].degrees=-5..10,-10..20,-20..40');
    expect(gridOf(turned, proposedAxes(turned, catalogue), catalogue)).toHaveLength(3);
  });

  it('says what is wrong with what was typed', () => {
    const read = (text: string) => () => gridOf(recipe, readAxes(text, recipe, catalogue), catalogue);
    expect(read('sigma=1')).toThrow(/"sigma=1" must name a parameter \(words, k, metric/);
    expect(read('letters=0.1')).toThrow(/must name a parameter/); // its step is off
    expect(read('k=')).toThrow(/values to try/);
    expect(read('k=0')).toThrow(/k=0: steps\[1\]\.k: must be/);
    expect(
      read(
        `k=${Array.from({ length: 11 }, (_, i) => i + 1)} minSimilarity=${Array.from({ length: 10 }, (_, i) => i / 10)}`,
      ),
    ).toThrow(/110 combinations are too many/);
  });
});

it('a thumbnail has the means of its parts', () => {
  const [width, height] = [16, 8];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (Math.floor(i / 3) % width < 8 ? 51 : 255));
  const thumbnail = pooled({ width, height, channels: 3, data });
  expect(thumbnail).toHaveLength(192);
  expect([thumbnail[0], thumbnail[11], thumbnail[12], thumbnail[191]].map((v) => Number(v!.toFixed(6)))).toEqual([
    0.2, 0.2, 1, 1,
  ]);
  const [gray] = pooled({ width: 1, height: 1, channels: 1, data: Uint16Array.of(65_535) });
  expect(gray).toBe(1);
});

const png = (r: number, b: number): Promise<Uint8Array> =>
  sharp({ create: { width: 16, height: 16, channels: 3, background: { r, g: 10, b } } })
    .png()
    .toBuffer();

describe('judging', () => {
  const judge = (paths: readonly string[], recipe: Recipe, seeds = 2) =>
    tuneRecipes({ pool, paths, root: paths[0]!, recipes: [{ name: 'one', recipe }], seeds });
  const recipe: Recipe = { version: 1, modality: 'text', seed: 7, variants: 2, steps: [{ transform: 'text.synonym' }] };
  const rows = (count: number, from: number) =>
    Array.from({ length: count }, (_, i) => {
      const good = (i + from) % 2 === 0;
      return `the ${good ? 'film' : 'car'} number ${['one', 'two', 'three'][i % 3]} bought a big house,${good ? 'a' : 'b'}\n`;
    }).join('');

  it('is done on the validation split alone, with variants of training rows alone', async () => {
    const { root } = await openFiles({
      'train.csv': `text,label\n${rows(24, 0)}`,
      'validation.csv': `text,label\n${rows(10, 0)}`,
      'test.csv': `text,label\n${rows(10, 1)}the same,c\n`,
    });
    const report = await judge([root], recipe);
    const on = { modality: 'text', training: 24, trainingOf: 24, validation: 10, heldBack: false, classes: 2 };
    expect(report.on).toEqual(on);
    expect(report.judged).toEqual([
      { name: 'without variants', accuracies: [1, 1], mean: 1, error: 0 },
      {
        name: 'one',
        recipe,
        accuracies: [1, 1],
        mean: 1,
        error: 0,
        gain: { mean: 0, error: 0, verdict: 'no gain seen' },
      },
    ]);
    expect(basisWords(report)).toContain('the 10 samples of the validation split; test data has no part');
  });

  it('holds training rows back where there is no validation split, and says so', async () => {
    const { root } = await openFiles({
      'train.csv': `text,label\n${rows(24, 0)}`,
      'test.csv': `text,label\n${rows(8, 1)}`,
    });
    const report = await judge([root], recipe);
    expect(report.on).toMatchObject({ training: 18, validation: 6, heldBack: true });
    expect(basisWords(report)).toContain('No validation split was found, so 6 of the training samples were held back');
  });

  it('takes documents in files of their own, a folder a class', async () => {
    const file = (i: number) => `The ${i % 2 ? 'film' : 'car'} was a big surprise.\n\nNumber ${i} stays.\n`;
    const { root } = await openFiles(
      Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`train/${i % 2 ? 'a' : 'b'}/${i}.txt`, file(i)])),
    );
    const report = await judge([root], recipe);
    expect(report.on).toMatchObject({ modality: 'text', training: 12, validation: 4, heldBack: true });
    expect(report.judged.map(({ accuracies }) => accuracies)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('sees pictures as thumbnails, and says so', async () => {
    const files: Record<string, Uint8Array> = {};
    for (let i = 0; i < 8; i++) {
      files[`train/red/${i}.png`] = await png(200 + i, 10);
      files[`train/blue/${i}.png`] = await png(10, 200 + i);
    }
    const { root } = await openFiles(files);
    const noise: Recipe = { ...recipe, modality: 'image', steps: [{ transform: 'image.noise', sigma: [2, 4] }] };
    const report = await judge([root], noise);
    expect(report.on).toMatchObject({ modality: 'image', training: 12, validation: 4, heldBack: true });
    expect(report.judged.map(({ accuracies }) => accuracies)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(basisWords(report)).toContain('thumbnails of 8 × 8 pixels');
  });

  it('sees embeddings as they are, over a grid of features × sigma', async () => {
    const row = (i: number) => `${i % 2 ? 5 + (i % 5) / 10 : 1 + (i % 7) / 10},${(i % 3) / 10},${i % 2 ? 'a' : 'b'}\n`;
    const { root } = await openFiles({
      'points.csv': `x,y,label\n${Array.from({ length: 40 }, (_, i) => row(i)).join('')}`,
    });
    const noise: Recipe = { ...recipe, modality: 'embedding', steps: [{ transform: 'embedding.noise' }] };
    const recipes = gridOf(noise, readAxes('features=0.5,1 sigma=0.1,0.5', noise, catalogue), catalogue);
    const report = await tuneRecipes({ pool, paths: [root], root, recipes, seeds: 2 });
    expect(report.on).toMatchObject({ modality: 'embedding', training: 30, validation: 10, heldBack: true });
    expect(report.judged.map(({ mean }) => mean)).toEqual([1, 1, 1, 1, 1]);
  });

  it('says what it can’t judge, as wrong use', async () => {
    const failing = async (files: Readonly<Record<string, string>>, with_: Recipe = recipe) => {
      const { root } = await openFiles(files);
      const error = await judge([root], with_).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UseError);
      return (error as Error).message;
    };
    expect(await failing({ 'train.csv': 'text,label\na film,a\nno film,a\n' })).toMatch(/two classes or more/);
    expect(await failing({ 'train.csv': 'text,label\na film,a\nno film,b\n' })).toMatch(/too few training samples/);
    const asks: Recipe = { ...recipe, steps: [{ transform: 'text.paraphrase' }] };
    expect(await failing({ 'train.csv': `text,label\n${rows(24, 0)}` }, asks)).toMatch(
      /steps\[0\]: text\.paraphrase asks/,
    );
  });
});
