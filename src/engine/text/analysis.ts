import type { Span } from '../../core/spans';
import { touches } from '../../core/spans';
import type { AnalysedText, DrawnEdits, TaggedWord, Word } from '../../core/text';
import type { Tagger } from './tagger';

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;

/** What no step may change: it means something to a machine, or is a number's or a compound's part. */
const protectedPattern =
  /(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+|[@#][\p{L}\p{N}_]+|\[[^\]\s]{1,40}\]|\{[^}\s]{0,40}\}|<[^<>\n]{1,80}>|%[sd]|\$\w+|[\p{L}\p{M}]*[\p{N}_][\p{L}\p{M}\p{N}_]*|[\p{L}\p{M}]+(?:[-–./][\p{L}\p{M}]+)+/gu;

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

function wordsOf(text: string, named: readonly Span[]): readonly Word[] {
  const kept: readonly Span[] = [
    ...[...text.matchAll(protectedPattern)].map((m) => ({ start: m.index, end: m.index + m[0].length })),
    ...named,
  ].sort((a, b) => a.start - b.start);
  let from = 0; // kept spans before this one end before the word begins
  return Array.from(text.matchAll(wordPattern), (m) => {
    const [start, end] = [m.index, m.index + m[0].length];
    while (from < kept.length && kept[from]!.end <= start && kept[from]!.start <= start) from++;
    let inside = false;
    for (let i = from; i < kept.length && kept[i]!.start < end; i++) inside ||= kept[i]!.end > start;
    return { start, end, text: m[0], kept: inside };
  });
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
  let tagged: readonly TaggedWord[] | undefined;
  const words = move(before.words);
  return {
    text: after,
    words,
    get tagged() {
      tagged ??= move(before.tagged).filter((w) => !w.kept);
      return tagged;
    },
    get sentences() {
      return sentencesOf(after);
    },
  };
}
