import { expect, test } from 'vitest';
import { drawVariant, isApplied } from '../../../src/core/draw';
import type { GroupStep, Step } from '../../../src/core/recipe';
import { catalogue } from '../../../src/transforms/index';
import { oddsIn } from '../../../webview/state/odds';
import { rowsOf } from '../../../webview/state/places';
import { chanceWords } from '../../../webview/state/words';

const ids = ['image.flip', 'image.rotate', 'image.noise', 'image.contrast'];
const weighted = (...weights: readonly number[]): readonly Step[] =>
  weights.map((probability, i) => ({ transform: ids[i]!, probability }));

test('one of: the share of the weight', () => {
  expect(oddsIn({ oneOf: weighted(0.5, 0.25, 0.25) })).toEqual([0.5, 0.25, 0.25]);
  expect(oddsIn({ oneOf: [...weighted(1, 1), { transform: 'image.noise', disabled: true }] })).toEqual([0.5, 0.5, 0]);
  expect(oddsIn({ oneOf: [] })).toEqual([]);
});

test('some of: worked out by hand for three children of the weights 2, 1, 1', () => {
  const [a, b, c] = oddsIn({ someOf: weighted(1, 0.5, 0.5), count: [2, 2] })!;
  // first a (1/2); or b or c first (1/4 each), then a with 2/3
  expect(a).toBeCloseTo(1 / 2 + 2 * (1 / 4) * (2 / 3), 12);
  expect(b).toBeCloseTo(1 / 4 + (1 / 2) * (1 / 2) + (1 / 4) * (1 / 3), 12);
  expect(c).toBeCloseTo(b!, 12);
  // 1, 2 or more than there are, each as likely
  const mixed = oddsIn({ someOf: weighted(1, 1), count: [0, 3] })!;
  expect(mixed[0]).toBeCloseTo((0 + 1 / 2 + 1 + 1) / 4, 12);
});

test('the odds are those of the draws', () => {
  const group: GroupStep = { someOf: weighted(1, 0.4, 0.2, 0.6), count: [1, 3] };
  const recipe = { version: 1, modality: 'image', seed: 3, variants: 1, steps: [group] } as const;
  const drawn = [0, 0, 0, 0];
  const draws = 4000;
  for (let i = 0; i < draws; i++) {
    const sample = { path: `${i}.jpg`, classes: [], partner: () => undefined };
    const outcomes = drawVariant(recipe, catalogue, sample, { epoch: 0, variant: 1 });
    for (const [at, outcome] of outcomes.entries()) if (isApplied(outcome)) drawn[at]!++;
  }
  for (const [i, odds] of oddsIn(group)!.entries()) expect(Math.abs(drawn[i]! / draws - odds)).toBeLessThan(0.03);
});

test('odds in words; what can’t be counted says so', () => {
  const words = (group: Step) => rowsOf([group]).slice(1).map(chanceWords);
  expect(words({ someOf: weighted(1, 1, 1), count: [2, 2] })).toEqual(['2 in 3', '2 in 3', '2 in 3']);
  expect(words({ someOf: weighted(1, 1), count: [2, 2] })).toEqual(['always', 'always']);
  expect(words({ oneOf: weighted(1, 0) })).toEqual(['always', 'never']);
  expect(words({ oneOf: [{ transform: 'image.flip', probability: '?' as unknown as number }] })).toEqual(['by weight']);
  expect(words({ oneOf: weighted(...Array(13).fill(0.5)) })[0]).toBe('by weight');
});
