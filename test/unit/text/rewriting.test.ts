import { describe, expect, it } from 'vitest';
import { likeness, rewritten, wordEdits } from '../../../src/core/rewriting';
import { applyEdits, type Span } from '../../../src/core/spans';
import { analyse } from '../../../src/engine/text/analysis';
import { tools } from './tools';

const limits = { minSimilarity: 0, lengthRatio: 3 };
const put = (text: string, said: readonly string[], more = {}, named: readonly Span[] = []) => {
  const analysed = analyse(text, tools.tagger, named);
  return applyEdits(text, rewritten(analysed, analysed.sentences, said, { ...limits, ...more }));
};

describe('sentences in other words', () => {
  it('take the place of the first ones, and white space between them stays', () => {
    expect(put(' It rained.\t He left!\r\n\r\nShe stayed. ', ['It poured.', 'He went!', 'She remained.'])).toBe(
      ' It poured.\t He went!\r\n\r\nShe remained. ',
    );
  });

  it('are left out where they say the same but for case, spacing and punctuation', () => {
    expect(put('It rained, he left.', ['it Rained he left!'])).toBe('It rained, he left.');
  });

  it('are left out where they are too far off, too long, on two lines, or have other numbers', () => {
    expect(put('The film was long.', ['Nothing like it.'], { minSimilarity: 0.3 })).toBe('The film was long.');
    expect(put('Good.', ['It was all very good indeed.'], { lengthRatio: 2 })).toBe('Good.');
    expect(put('Good film.', ['Good\nmovie.'])).toBe('Good film.');
    expect(put('It costs 35 euros.', ['It costs 53 euros.'])).toBe('It costs 35 euros.');
    expect(put('It costs 35 euros.', ['The price is 35 euros.'])).toBe('The price is 35 euros.');
  });

  it('are left out where a word that must stay would change', () => {
    expect(put('Ask [name] about it.', ['Ask them about it.'])).toBe('Ask [name] about it.');
    expect(put('Ask [name] about it.', ['Question [name] about it.'])).toBe('Question [name] about it.');
    const named = [{ start: 0, end: 5 }]; // Maria
    expect(put('Maria saw a film.', ['She saw a movie.'], {}, named)).toBe('Maria saw a film.');
    expect(put('Maria saw a film.', ['Maria watched a movie.'], {}, named)).toBe('Maria watched a movie.');
  });
});

describe('edits between two texts', () => {
  it('touch only what differs', () => {
    expect(wordEdits('He bought a car.', 'He purchased a big car.')).toEqual([
      { at: 3, was: 'bought', now: 'purchased' },
      { at: 12, was: '', now: 'big ' },
    ]);
    expect(wordEdits('a b', 'a  b')).toEqual([]); // white space stays as it was
  });

  it('always lead from the one to the other', () => {
    const texts = ['', 'a', 'a b c', 'c b a', 'The cat, the dog.', 'the dog; the cat', "it isn't 5", 'x y z w v'];
    for (const was of texts) for (const now of texts) expect(applyEdits(was, wordEdits(was, now))).toBe(now);
  });
});

it('likeness counts groups of three letters', () => {
  expect(likeness('Film.', 'film')).toBe(1);
  expect(likeness('abc', 'xyz')).toBe(0);
  // " film " has _fi fil ilm lm_; " films " has _fi fil ilm lms ms_: three of 4 + 5
  expect(likeness('film', 'films')).toBeCloseTo(6 / 9, 10);
});
