import { randomFor } from '../../core/random';
import { chosen } from '../../core/replacing';
import type { Edit } from '../../core/spans';
import { type AnalysedText, textTransform, type Word } from '../../core/text';

/** Lets neighbouring words change places. */
export const swap = textTransform({
  id: 'text.swap',
  title: 'Swap',
  summary: 'Lets neighbouring words change places. Spans that labels name stay whole and move along.',
  family: 'Noise',
  follows: 'EDA random swap (Wei and Zou 2019); nlpaug RandomWordAug swap',
  aliases: ['RandomWordAug', 'RandomSwap', 'EDA swap', 'word order'],
  noun: 'swap',
  shortfall: 'no two words side by side',
  parameters: {
    words: {
      kind: 'range',
      title: 'Words',
      help: 'Share of the pairs of neighbours; at least one.',
      min: 0,
      max: 1,
      slider: [0, 0.3],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.05, 0.1],
    },
  },
  draw({ words }, random, { text }) {
    const share = random.between(words, 4);
    const own = randomFor(random.seed());
    const pairs = pairsOf(text).map((pair) => ({ pair, rank: own.uniform() }));
    const used = new Set<Word>();
    const edits: Edit[] = [];
    for (const { pair } of chosen(pairs, share)) {
      const [one, other] = pair;
      if (used.has(one) || used.has(other)) continue;
      used.add(one).add(other);
      edits.push(
        { at: one.start, was: one.text, now: other.text },
        { at: other.start, was: other.text, now: one.text },
      );
    }
    edits.sort((a, b) => a.at - b.at);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) =>
    edits.length === 0 ? '' : `${edits.length / 2} ${edits.length === 2 ? 'pair' : 'pairs'} swapped`,
});

/** Words with nothing but spaces between them, that differ. */
function pairsOf({ text, words }: AnalysedText): readonly (readonly [Word, Word])[] {
  return words.flatMap((word, i): readonly (readonly [Word, Word])[] => {
    const next = words[i + 1];
    if (!next || word.kept || next.kept || word.text === next.text) return [];
    return /^ +$/.test(text.slice(word.end, next.start)) ? [[word, next]] : [];
  });
}
