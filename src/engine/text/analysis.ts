import { type Edit, type Span, touches } from '../../core/spans';
import type { AnalysedText, DrawnEdits, TaggedWord, Word } from '../../core/text';
import type { Tagger } from './tagger';
import { wordsOf } from './words';

/** Takes a text apart; each part when it is first asked for. `named` are spans that labels name: their words stay. */
export const analyse = (text: string, tagger: () => Tagger, named: readonly Span[] = []): AnalysedText =>
  new WholeText(text, tagger, named);

/** Classes, since accessors of an object would be made anew for each of many short texts. */
class WholeText implements AnalysedText {
  private ownWords: readonly Word[] | undefined;
  private ownTagged: readonly TaggedWord[] | undefined;
  private ownSentences: readonly Span[] | undefined;
  found: AnalysedText['found'] = undefined;

  constructor(
    readonly text: string,
    private readonly tagger: () => Tagger,
    private readonly named: readonly Span[],
  ) {}

  get words() {
    this.ownWords ??= wordsOf(this.text, this.named);
    return this.ownWords;
  }
  get tagged() {
    this.ownTagged ??= this.tagger()(this.text, this.words);
    return this.ownTagged;
  }
  get sentences() {
    this.ownSentences ??= sentencesOf(this.text);
    return this.ownSentences;
  }
}

/** Sentences with their own white space left out; text between them, lines too, belongs to none. */
function sentencesOf(text: string): readonly Span[] {
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
export const followed = (
  before: AnalysedText,
  after: string,
  { edits }: DrawnEdits,
  tagger: () => Tagger,
  named: readonly Span[],
): AnalysedText =>
  edits.every(({ was, now }) => isWord(was) && isWord(now))
    ? new FollowedText(before, after, edits)
    : analyse(after, tagger, named);

const isWord = (text: string): boolean => text !== '' && !/\s/.test(text);

/** Parts are worked out only where another step follows. */
class FollowedText implements AnalysedText {
  private ownWords: readonly Word[] | undefined;
  private ownTagged: readonly TaggedWord[] | undefined;
  found: AnalysedText['found'] = undefined;

  constructor(
    private readonly before: AnalysedText,
    readonly text: string,
    private readonly edits: readonly Edit[],
  ) {}

  get words() {
    this.ownWords ??= this.moved(this.before.words);
    return this.ownWords;
  }
  get tagged() {
    this.ownTagged ??= this.moved(this.before.tagged).filter((word) => !word.kept);
    return this.ownTagged;
  }
  get sentences() {
    return sentencesOf(this.text);
  }

  private moved<T extends Word>(words: readonly T[]): readonly T[] {
    const { edits, text: after } = this;
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
  }
}
