import { grammarWords } from '../../core/english';
import type { MaskedQuestion } from '../../core/questions';
import { randomFor } from '../../core/random';
import { countWords, drawReplacements } from '../../core/replacing';
import { shareRange } from '../../core/shares-parameter';
import type { AnalysedText, Lexicon, Replaceable, TaggedWord, TextFacts } from '../../core/text';
import { textTransform } from '../../core/text';

/** Replaces words by what a masked language model expects in their place. */
export const maskedModel = textTransform({
  id: 'text.maskedModel',
  title: 'Masked model',
  summary:
    'Replaces words by what a BERT expects in their place, never by opposites that WordNet knows. The rest stays; spans move along.',
  family: 'Models',
  follows: 'nlpaug ContextualWordEmbsAug; TextAttack WordSwapMaskedLM; Kobayashi 2018',
  aliases: ['ContextualWordEmbsAug', 'WordSwapMaskedLM', 'BERT', 'RoBERTa', 'fill-mask'],
  noun: 'word by the model',
  row: '{words} of words',
  shortfall: 'no word for which the model knows another',
  asks: true,
  parameters: {
    words: shareRange({
      title: 'Words',
      help: 'Share of the words that carry meaning; at least one.',
      slider: [0, 0.5],
      default: [0.1, 0.2],
    }),
    k: {
      kind: 'number',
      title: 'Candidates',
      help: 'How many of the likeliest words are drawn from, by their probability.',
      min: 1,
      max: 100,
      slider: [1, 30],
      step: 1,
      integer: true,
      unit: 'words',
      one: 'word',
      default: 10,
    },
    minProbability: {
      kind: 'number',
      title: 'Least probability',
      min: 0,
      max: 1,
      slider: [0, 0.2],
      step: 0.005,
      percent: true,
      default: 0.01,
    },
    model: {
      kind: 'text',
      title: 'Model',
      help: 'A folder with an ONNX model, or an id of the Hugging Face hub, which is downloaded only when you agree.',
      pick: 'folder',
      default: 'Xenova/bert-base-uncased',
    },
  },
  draw(values, random, facts) {
    const share = random.between(values.words, 4);
    const own = randomFor(random.seed());
    const ranked = facts.text.tagged.map((word) => ({ word, rank: own.uniform() })).sort((a, b) => a.rank - b.rank);
    const wanted = share === 0 ? 0 : Math.max(1, Math.round(share * ranked.length));
    const places: Replaceable[] = [];
    for (let from = 0; places.length < wanted && from < ranked.length; ) {
      const words = ranked.slice(from, from + wanted - places.length).map(({ word }) => word);
      places.push(...expected(values, facts, words));
      from += words.length;
    }
    places.sort((a, b) => a.word.start - b.word.start);
    const edits = drawReplacements(facts.text, places, 1, own);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) => countWords(edits, 'word by the model', 'words by the model'),
  replaceable: (values, facts) => expected(values, facts, facts.text.tagged),
  leftOut({ minProbability, model }, { text, lexicon, answers }, { word, candidates }) {
    const own = new Set([word, ...candidates].map((one) => one.text.toLowerCase()));
    const [answer] = answers.all([asked(text, word, model)]);
    const isOther = (name: string) => !own.has(name) && mayStand(name, word, lexicon);
    const other = answer!.candidates.find((c) => isOther(c.text.toLowerCase()));
    if (!other) return undefined;
    const unlikely = other.weight < minProbability;
    return { text: other.text, because: unlikely ? `less likely than ${minProbability}` : 'further down the list' };
  },
});

interface Limits {
  readonly k: number;
  readonly minProbability: number;
  readonly model: string;
}

/** No opposites, no marked words, and no grammar in place of a word that carries meaning: "a new the car", "can not". */
const mayStand = (name: string, word: TaggedWord, lexicon: Lexicon): boolean =>
  !grammarWords.has(name) && !lexicon.forbids(word, name);

/** A word in its own sentence. */
function asked({ text, sentences }: AnalysedText, word: TaggedWord, model: string): MaskedQuestion {
  const around = sentences.find(({ start, end }) => start <= word.start && end >= word.end) ?? word;
  const [start, end] = [word.start - around.start, word.end - around.start];
  return { ask: 'masked', model, text: text.slice(around.start, around.end), start, end };
}

/** Those of the words for which the model knows another, each seen in its own sentence. */
function expected(
  { k, minProbability, model }: Limits,
  { text, lexicon, answers }: TextFacts,
  words: readonly TaggedWord[],
): readonly Replaceable[] {
  const answered = answers.all(words.map((word) => asked(text, word, model)));
  const places = words.map((word, i) => {
    const others = answered[i]!.candidates.filter(
      (c) => c.weight >= minProbability && c.text.toLowerCase() !== word.text.toLowerCase(),
    );
    return { word, candidates: others.filter((c) => mayStand(c.text.toLowerCase(), word, lexicon)).slice(0, k) };
  });
  return places.filter(({ candidates }) => candidates.length > 0);
}
