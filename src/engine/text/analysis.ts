import type { Span } from '../../core/spans';
import { touches } from '../../core/spans';
import type { AnalysedText, DrawnEdits, TaggedWord, Word } from '../../core/text';
import type { Tagger } from './tagger';
import { wordsOf } from './words';

/** Takes a text apart; each part when it is first asked for. `named` are spans that labels name: their words stay. */
export function analyse(text: string, tagger: () => Tagger, named: readonly Span[] = []): AnalysedText {
  let words: readonly Word[] | undefined;
  let tagged: readonly TaggedWord[] | undefined;
  let sentences: readonly Span[] | undefined;
  return {
    text,
    get words() {
      words ??= wordsOf(text, named);
      return words;
    },
    get tagged() {
      tagged ??= tagger()(text, this.words);
      return tagged;
    },
    get sentences() {
      sentences ??= sentencesOf(text);
      return sentences;
    },
  };
}

/** Sentences with their own white space left out; text between them, lines too, belongs to none. */
export function sentencesOf(text: string): readonly Span[] {
  const found: Span[] = [];
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    for (const one of line[0].matchAll(/\S(?:.*?(?:[.!?…]+["'”’)\]]*(?=\s+["'“‘([]?[\p{Lu}\p{N}])|$)|.*)/gu)) {
      const trimmed = one[0].trimEnd();
      found.push({ start: line.index + one.index, end: line.index + one.index + trimmed.length });
    }
  }
  return found;
}

/**
 * The text after a step, taken apart without another look at what the step left alone. A word that was replaced stays as
 * it is from then on, so that no word drifts through two replacements.
 */
export function followed(
  before: AnalysedText,
  after: string,
  { edits }: DrawnEdits,
  tagger: () => Tagger,
  named: readonly Span[],
): AnalysedText {
  if (edits.some((e) => /\s/.test(e.was) || /\s/.test(e.now) || e.was === '' || e.now === '')) {
    return analyse(after, tagger, named);
  }
  const move = <T extends Word>(words: readonly T[]): readonly T[] => {
    let [next, shift] = [0, 0];
    return words.map((word) => {
      while (next < edits.length && edits[next]!.at + edits[next]!.was.length <= word.start) {
        shift += edits[next]!.now.length - edits[next]!.was.length;
        next++;
      }
      const edit = edits[next];
      if (!edit || !touches(edit, word)) return { ...word, start: word.start + shift, end: word.end + shift };
      const [start, end] = [word.start + shift, word.end + shift + edit.now.length - edit.was.length];
      return { ...word, start, end, text: after.slice(start, end), kept: true };
    });
  };
  let words: readonly Word[] | undefined; // asked for only where another step follows
  let tagged: readonly TaggedWord[] | undefined;
  return {
    text: after,
    get words() {
      words ??= move(before.words);
      return words;
    },
    get tagged() {
      tagged ??= move(before.tagged).filter((w) => !w.kept);
      return tagged;
    },
    get sentences() {
      return sentencesOf(after);
    },
  };
}
