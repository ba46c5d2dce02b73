import { expect, it } from 'vitest';
import { articleBefore, possibleBases, regularForm, withCaseOf } from '../../../src/core/english';

it.each([
  ['film', 'plural', 'films'],
  ['church', 'plural', 'churches'],
  ['story', 'plural', 'stories'],
  ['boy', 'plural', 'boys'],
  ['hamper', 'past', 'hampered'],
  ['stop', 'past', 'stopped'],
  ['stop', 'gerund', 'stopping'],
  ['make', 'gerund', 'making'],
  ['see', 'gerund', 'seeing'],
  ['carry', 'past', 'carried'],
  ['play', 'past', 'played'],
  ['big', 'comparative', 'bigger'],
  ['happy', 'superlative', 'happiest'],
  ['nice', 'comparative', 'nicer'],
] as const)('%s, %s: %s', (base, form, written) => {
  expect(regularForm(base, form)).toBe(written);
  expect(possibleBases(written, form)).toContain(base);
});

it.each([
  ['film', 'a'],
  ['hour', 'an'],
  ['honest', 'an'],
  ['house', 'a'],
  ['useful', 'a'],
  ['unusual', 'an'],
  ['unique', 'a'],
  ['uniform', 'a'],
  ['uninteresting', 'an'],
  ['European', 'a'],
  ['one', 'a'],
  ['old', 'an'],
  ['umbrella', 'an'],
])('the article before %s is %s', (word, article) => {
  expect(articleBefore(word)).toBe(article);
});

it('keeps capitals', () => {
  expect(withCaseOf('Film', 'movie')).toBe('Movie');
  expect(withCaseOf('FILM', 'movie')).toBe('MOVIE');
  expect(withCaseOf('film', 'movie')).toBe('movie');
  expect(withCaseOf('I', 'me')).toBe('Me');
});
