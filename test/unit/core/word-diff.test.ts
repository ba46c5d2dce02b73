import { describe, expect, it } from 'vitest';
import { wordDiff } from '../../../src/core/word-diff';

const told = (before: string, after: string) =>
  wordDiff(before, after).map((c) => [
    before.slice(c.before.start, c.before.end),
    after.slice(c.after.start, c.after.end),
  ]);

describe('words that differ', () => {
  it.each([
    ['the same', 'the same', []],
    ['a good film, yes', 'a fine film, yes', [['good', 'fine']]],
    ['one two three', 'one three', [['two ', '']]],
    ['one three', 'one two three', [['', 'two ']]],
    ['', 'new', [['', 'new']]],
    ['old', '', [['old', '']]],
    ['don’t go', 'do go', [['don’t', 'do']]],
    [
      'a b c d',
      'a x c y',
      [
        ['b', 'x'],
        ['d', 'y'],
      ],
    ],
    ['👍 good', '👎 good', [['👍', '👎']]],
  ])('%j → %j', (before, after, changes) => expect(told(before, after)).toEqual(changes));

  it('gives back the text after, whatever the two are', () => {
    const words = ['a', 'b', ' ', 'c', '.', '  '];
    for (let n = 0; n < 400; n++) {
      const make = (k: number) => Array.from({ length: 8 }, (_, i) => words[(n * k + i * i * (k + n)) % 6]).join('');
      const [before, after] = [make(7), make(11)];
      let [out, from] = ['', 0];
      for (const c of wordDiff(before, after)) {
        out += before.slice(from, c.before.start) + after.slice(c.after.start, c.after.end);
        from = c.before.end;
      }
      expect(out + before.slice(from)).toBe(after);
    }
  });

  it('takes long texts apart by their ends', () => {
    const long = (letter: string) => `${letter} `.repeat(3000).trimEnd();
    expect(wordDiff(`same ${long('x')} end`, `same ${long('y')} end`)).toEqual([
      { before: { start: 5, end: 6004 }, after: { start: 5, end: 6004 } },
    ]);
  });
});
