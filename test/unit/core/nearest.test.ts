import { expect, it } from 'vitest';
import { didYouMean, nearestWord } from '../../../src/core/nearest';

it.each([
  ['rotete', 'rotate'], // changed
  ['rotat', 'rotate'], // missing
  ['rottate', 'rotate'], // added
  ['rtoate', 'rotate'], // swapped
  ['ROTATE', 'rotate'], // capitals
  ['crpo', 'crop'],
  ['cat', undefined],
  ['frobnicate', undefined],
  ['', undefined],
] as const)('%j is %s', (word, meant) => {
  expect(nearestWord(word, ['rotate', 'crop', 'elastic'])).toBe(meant);
});

it('the nearer of two is meant, and nothing is said where none is near', () => {
  expect(nearestWord('variant', ['variance', 'variants'])).toBe('variants');
  expect(didYouMean('gentl', ['Gentle', 'Strong'])).toBe(' Did you mean "Gentle"?');
  expect(didYouMean('x', ['Gentle'])).toBe('');
});
