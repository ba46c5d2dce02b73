import { expect, test } from 'vitest';
import { areSplits, splitRemainder, splitWord } from '../../../src/core/splits';

test.each([
  ['train', 'train'],
  ['Training', 'train'],
  ['train2017', 'train'],
  ['clothing-train', 'train'],
  ['training_set', 'train'],
  ['val', 'validation'],
  ['VALID', 'validation'],
  ['dev', 'validation'],
  ['val2017', 'validation'],
  ['my.validation.part', 'validation'],
  ['test', 'test'],
  ['Test Images', 'test'],
  ['holdout', 'test'],
  ['evaluation-1', 'test'],
])('%s is %s', (name, split) => expect(splitWord(name)).toBe(split));

test.each([
  'trainer',
  'contest',
  'values',
  'trainval',
  'latest',
  'device',
  'protest-2',
  'train-test-split',
  '2017',
  '',
])('%s is no split', (name) => expect(splitWord(name)).toBeUndefined());

test('what is left of a name without its split word', () => {
  expect(splitRemainder('val2017')).toBe('');
  expect(splitRemainder('seg_train')).toBe('seg');
});

test('classes that are called like splits are no splits', () => {
  expect(areSplits(['train', 'test'])).toBe(true);
  expect(areSplits(['test'])).toBe(true);
  expect(areSplits(['bus', 'car', 'train'])).toBe(false);
  expect(areSplits(['bus', 'train'], (name) => name === 'train')).toBe(true);
  expect(areSplits(['extra', 'train', 'val'])).toBe(true);
  expect(areSplits(['cat', 'dog'])).toBe(false);
  expect(areSplits([])).toBe(false);
});
