import { expect, test } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import { pairsOf, sidePairs, withoutPair, withPair } from '../../../webview/state/class-map';
import { optionOf, withOption } from '../../../webview/state/options';

const bare: Recipe = { version: 1, modality: 'image', seed: 7, variants: 4, steps: [] };

test('an option goes into its part of the recipe, and out of it without a trace', () => {
  expect(withOption(bare, 'output.quality', 80)).toEqual({ output: { quality: 80 } });
  const both: Recipe = { ...bare, output: { format: 'webp', quality: 80 } };
  expect(optionOf(both, 'output.quality')).toBe(80);
  expect(optionOf(bare, 'output.quality')).toBeUndefined();
  expect(withOption(both, 'output.quality', undefined)).toEqual({ output: { format: 'webp' } });
  const one: Recipe = { ...bare, labels: { minVisibility: 0.5 } };
  expect(withOption(one, 'labels.minVisibility', undefined)).toEqual({ labels: undefined });
});

test('classes that a mirror swaps are one line; a map that holds one way stays as it was written', () => {
  const map = withPair({ 'one way': 'other way' }, 'left', 'right');
  expect(map).toEqual({ 'one way': 'other way', left: 'right', right: 'left' });
  expect(pairsOf(map)).toEqual([
    { from: 'one way', to: 'other way', both: false },
    { from: 'left', to: 'right', both: true },
  ]);
  expect(withoutPair(map, pairsOf(map)[1]!)).toEqual({ 'one way': 'other way' });
  expect(withoutPair({ a: 'b' }, { from: 'a', to: 'b', both: false })).toBeUndefined();
  expect(pairsOf({ a: 'a' })).toEqual([{ from: 'a', to: 'a', both: false }]);
});

test('classes that differ by their side alone are offered as pairs, once', () => {
  const classes = ['stop', 'turn_left', 'turn_right', 'Left Arrow', 'Right Arrow', 'KEEP LEFT', 'bright'];
  expect(sidePairs(classes, {})).toEqual([
    ['turn_left', 'turn_right'],
    ['Left Arrow', 'Right Arrow'],
  ]);
  expect(sidePairs(classes, { turn_left: 'stop' })).toEqual([['Left Arrow', 'Right Arrow']]);
});
