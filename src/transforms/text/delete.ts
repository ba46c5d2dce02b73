import { randomFor } from '../../core/random';
import { articleEdit, chosen } from '../../core/replacing';
import { type Edit, inOrder } from '../../core/spans';
import { type AnalysedText, textTransform, type Word } from '../../core/text';

const negation =
  /^(no|not|never|none|nor|neither|nothing|nobody|nowhere|without|hardly|barely|scarcely|cannot)$|n['’]t$|^nt$/i;

/** Leaves words out. Negations stay, since a text without its "not" says the opposite. */
export const deleteWords = textTransform({
  id: 'text.delete',
  title: 'Delete',
  summary: 'Leaves words out, never negations. Spans that labels name stay whole and move along.',
  family: 'Noise',
  follows: 'EDA random deletion (Wei and Zou 2019); nlpaug RandomWordAug delete',
  aliases: ['RandomWordAug', 'RandomDeletion', 'EDA deletion', 'word dropout', 'remove'],
  noun: 'deletion',
  shortfall: 'too few words',
  parameters: {
    words: {
      kind: 'range',
      title: 'Words',
      help: 'Share of the words; at least one, and never all.',
      min: 0,
      max: 0.9,
      slider: [0, 0.3],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.05, 0.1],
    },
  },
  draw({ words: range }, random, { text }) {
    const share = random.between(range, 4);
    const own = randomFor(random.seed());
    const words = text.words.filter((word) => !word.kept && !negation.test(word.text));
    const ranked = words.map((word) => ({ word, rank: own.uniform() }));
    const left = words.length < 2 ? [] : chosen(ranked, share).slice(0, text.words.length - 1);
    const gone = new Set(left.map(({ word }) => word));
    const deleted = deletions(
      text.text,
      text.words.filter((word) => gone.has(word)),
    );
    const edits = inOrder([...deleted, ...articles(text, gone)]);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe({ edits }) {
    const count = edits.filter(({ now }) => now === '').length;
    return count === 0 ? '' : `${count} ${count === 1 ? 'word' : 'words'} left out`;
  },
});

/** The words, each with the space before it; at the beginning of a line, and after a word that took it, the one after. */
function deletions(text: string, words: readonly Word[]): readonly Edit[] {
  const edits: Edit[] = [];
  let last = 0;
  for (const { start, end } of words) {
    const from = start > last && text[start - 1] === ' ' ? start - 1 : start;
    const first = start === last || text[start - 1] === '\n';
    last = first && text[end] === ' ' ? end + 1 : end;
    edits.push({ at: from, was: text.slice(from, last), now: '' });
  }
  return edits;
}

/** `an` before a word that stands there no more, where the next one takes `a`. */
function articles({ text, words }: AnalysedText, gone: ReadonlySet<Word>): readonly Edit[] {
  return words.flatMap((word, i) => {
    if (!gone.has(word) || (i > 0 && gone.has(words[i - 1]!))) return [];
    let next = i + 1;
    while (next < words.length && gone.has(words[next]!)) next++;
    const after = words[next];
    if (!after || /[^ ]/.test(text.slice(words[next - 1]!.end, after.start))) return [];
    return articleEdit(text, word.start, after.text) ?? [];
  });
}
