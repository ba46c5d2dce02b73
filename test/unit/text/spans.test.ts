import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit, moveSpan } from '../../../src/core/spans';

const text = 'a fine film by Woody Allen';
const edits: readonly Edit[] = [
  { at: 2, was: 'fine', now: 'good' },
  { at: 7, was: 'film', now: 'movie' },
];

describe('applyEdits', () => {
  it('changes what is edited and nothing else', () => {
    expect(applyEdits(text, edits)).toBe('a good movie by Woody Allen');
    expect(applyEdits(text, [])).toBe(text);
    expect(applyEdits(text, [{ at: 1, was: '', now: ' very' }])).toBe('a very fine film by Woody Allen');
  });

  it('refuses another text than was edited', () => {
    expect(() => applyEdits('a nice film', edits)).toThrow('"fine" does not stand at 2');
  });
});

describe('moveSpan', () => {
  const moved = (start: number, end: number, by: readonly Edit[] = edits) => moveSpan(by, { start, end });

  it('moves what comes after by what was added before it', () => {
    expect(moved(15, 26)).toEqual({ start: 16, end: 27 }); // Woody Allen
    expect(moved(0, 1)).toEqual({ start: 0, end: 1 });
  });

  it('keeps a replacement inside a span, and one of all of it', () => {
    expect(moved(7, 11)).toEqual({ start: 7, end: 12 });
    expect(moved(2, 11)).toEqual({ start: 2, end: 12 });
    expect(moved(5, 26)).toEqual({ start: 2, end: 27 }); // begins inside "fine"
    expect(moved(0, 9)).toEqual({ start: 0, end: 12 }); // ends inside "film"
  });

  it('leaves insertions at the edges outside', () => {
    expect(moved(2, 6, [{ at: 2, was: '', now: 'very ' }])).toEqual({ start: 7, end: 11 });
    expect(moved(2, 6, [{ at: 6, was: '', now: ' old' }])).toEqual({ start: 2, end: 6 });
    expect(moved(2, 6, [{ at: 4, was: '', now: 'xx' }])).toEqual({ start: 2, end: 8 });
  });

  it('has nothing left of a span that was deleted', () => {
    expect(moved(2, 6, [{ at: 1, was: ' fine', now: '' }])).toBeUndefined();
  });

  it('agrees with letters that are followed one by one', () => {
    for (const edit of [
      edits[0]!,
      edits[1]!,
      { at: 4, was: 'ne fi', now: '' },
      { at: 11, was: ' by', now: ', from' },
    ]) {
      const after = applyEdits(text, [edit]);
      for (let start = 0; start < text.length; start++) {
        const end = start + 1;
        if (end > edit.at && start < edit.at + edit.was.length) continue; // its letter is gone
        const span = moved(start, end, [edit])!;
        expect(after.slice(span.start, span.end)).toBe(text[start]);
      }
    }
  });
});
