import type { Metric, NeighborsQuestion } from '../../core/questions';
import { countWords, drawReplacements } from '../../core/replacing';
import { shareRange } from '../../core/shares-parameter';
import { type Replaceable, type TextFacts, textTransform, type Word } from '../../core/text';

/** Replaces words by their nearest ones in a space of word vectors. */
export const neighbor = textTransform({
  id: 'text.neighbor',
  title: 'Neighbour',
  summary:
    'Replaces words by near ones in a vector space, in the same form. No opposites by WordNet; names, numbers and links stay; spans move along.',
  family: 'Words',
  follows: 'nlpaug WordEmbsAug; TextAttack WordSwapEmbedding; Wang and Yang 2015',
  aliases: ['WordEmbsAug', 'WordSwapEmbedding', 'word2vec', 'GloVe', 'fastText', 'nearest word'],
  noun: 'neighbour',
  row: '{words} of words',
  shortfall: 'no word with a near one',
  asks: true,
  parameters: {
    words: shareRange({
      title: 'Words',
      help: 'Share of the words that have a neighbour; at least one.',
      slider: [0, 0.5],
      default: [0.1, 0.2],
    }),
    k: {
      kind: 'number',
      title: 'Neighbours',
      help: 'How many of the nearest words with the same part in the sentence are drawn from.',
      min: 1,
      max: 50,
      slider: [1, 20],
      step: 1,
      integer: true,
      unit: 'words',
      one: 'word',
      default: 5,
    },
    metric: {
      kind: 'choice',
      title: 'Metric',
      help: 'Euclidean similarity is 1 ÷ (1 + distance).',
      options: { cosine: 'Cosine', euclidean: 'Euclidean' },
      default: 'cosine',
    },
    minSimilarity: {
      kind: 'number',
      title: 'Least similarity',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      default: 0.5,
    },
    vectors: {
      kind: 'text',
      title: 'Vectors',
      help: 'A file of GloVe, word2vec (text or .bin) or fastText .vec. Without one, they are learnt from this dataset: plausible words, rarely exact ones.',
      pick: 'file',
      default: '',
    },
  },
  draw(values, random, facts) {
    const share = random.between(values.words, 4);
    const edits = share === 0 ? [] : drawReplacements(facts.text, replaceable(values, facts), share, random);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) => countWords(edits, 'neighbour', 'neighbours'),
  replaceable,
  leftOut({ metric, minSimilarity, vectors }, { lexicon, answers }, { word, candidates }) {
    const own = new Set(candidates.map(({ text }) => text));
    const [near] = answers.all([asked(word, metric, vectors)]);
    const other = near!.candidates.find((c) => !own.has(c.text) && !lexicon.forbids(word, c.text));
    if (!other) return undefined;
    const { text, weight } = other;
    if (weight < minSimilarity) return { text, because: `less alike than ${minSimilarity}` };
    return { text, because: lexicon.fits(word, text) ? 'further away' : 'another part of speech or form' };
  },
});

const asked = (word: Word, metric: Metric, vectors: string): NeighborsQuestion => ({
  ask: 'neighbors',
  vectors,
  metric,
  word: word.text.toLowerCase(),
});

interface Limits {
  readonly k: number;
  readonly metric: Metric;
  readonly minSimilarity: number;
  readonly vectors: string;
}

function replaceable({ k, metric, minSimilarity, vectors }: Limits, facts: TextFacts): readonly Replaceable[] {
  const { text, lexicon, answers } = facts;
  const answered = answers.all(text.tagged.map((word) => asked(word, metric, vectors)));
  const places = text.tagged.map((word, i) => {
    const near = answered[i]!.candidates.filter((c) => c.weight >= minSimilarity && lexicon.fits(word, c.text));
    return { word, candidates: near.slice(0, k) };
  });
  return places.filter(({ candidates }) => candidates.length > 0);
}
