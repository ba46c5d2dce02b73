import { keptOut } from '../../core/left-out';
import { countWords, drawReplacements } from '../../core/replacing';
import { shareRange } from '../../core/shares-parameter';
import { oncePerText, type Replaceable, type TextFacts, textTransform } from '../../core/text';

type Strictness = 'strict' | 'balanced' | 'free';

/** Replaces words by synonyms in the same form; what was not chosen stays to the byte. */
export const synonym = textTransform({
  id: 'text.synonym',
  title: 'Synonym',
  summary:
    'Replaces words by WordNet synonyms of the same sense and form. Names, numbers, negations and links stay; spans move along.',
  family: 'Words',
  follows: 'nlpaug SynonymAug, TextAttack WordSwapWordNet; EDA (Wei and Zou 2019)',
  aliases: ['SynonymAug', 'WordNet', 'EDA synonym replacement', 'thesaurus'],
  noun: 'synonym',
  row: '{words} of words',
  shortfall: 'no replaceable word',
  parameters: {
    words: shareRange({
      title: 'Words',
      help: 'Share of the words that have a synonym; at least one.',
      slider: [0, 0.5],
      default: [0.1, 0.2],
    }),
    strictness: {
      kind: 'choice',
      title: 'Strictness',
      help: 'Strict: only common words in a likely sense. Balanced: looser where strict finds nothing. Free: any sense, untagged.',
      options: { strict: 'Strict', balanced: 'Balanced', free: 'Free' },
      default: 'balanced',
    },
  },
  draw({ words, strictness }, random, facts) {
    const share = random.between(words, 4);
    const edits = drawReplacements(facts.text, replaceable(facts, strictness), share, random);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) => countWords(edits, 'synonym', 'synonyms'),
  replaceable: ({ strictness }, facts) => replaceable(facts, strictness),
  leftOut: ({ strictness }, { lexicon }, { word, candidates }) =>
    strictness === 'free'
      ? undefined
      : keptOut(candidates, lexicon.synonyms(word, 'likely'), lexicon.synonyms(word, 'tagged')),
});

const once = oncePerText<readonly Replaceable[]>();
const replaceable = (facts: TextFacts, strictness: Strictness): readonly Replaceable[] =>
  once(facts.text, strictness, () => places(facts, strictness));

/** The words that have a synonym; looser guards only where the stricter ones leave none. */
function places({ text, lexicon }: TextFacts, strictness: Strictness): readonly Replaceable[] {
  const withSome = (all: readonly Replaceable[]) => all.filter(({ candidates }) => candidates.length > 0);
  if (strictness === 'free') {
    const free = text.words.filter((word) => !word.kept && word.text.length > 2);
    return withSome(free.map((word) => ({ word, candidates: lexicon.anySynonyms(word) })));
  }
  const guards = strictness === 'strict' ? (['common'] as const) : (['common', 'likely'] as const);
  for (const guard of guards) {
    const found = withSome(text.tagged.map((word) => ({ word, candidates: lexicon.synonyms(word, guard) })));
    if (found.length > 0) return found;
  }
  return [];
}
