import { keptOut } from '../../core/left-out';
import { countWords, drawReplacements } from '../../core/replacing';
import { shareRange } from '../../core/shares-parameter';
import { type Guard, oncePerText, type Replaceable, type TextFacts, textTransform } from '../../core/text';

/** Replaces words by what they are a kind of. */
export const hypernym = textTransform({
  id: 'text.hypernym',
  title: 'Hypernym',
  summary:
    'Replaces words by what they are a kind of: oaks → trees. Names, numbers, negations and links stay; spans move along.',
  family: 'Words',
  follows: 'WordNet hypernyms, as TextAttack WordSwapWordNet takes synonyms',
  aliases: ['generalise', 'broader term', 'WordNet hypernym'],
  noun: 'hypernym',
  row: '{words} of words',
  shortfall: 'no replaceable word',
  parameters: {
    words: shareRange({
      title: 'Words',
      help: 'Share of the words that have a hypernym; at least one.',
      slider: [0, 0.5],
      default: [0.05, 0.15],
    }),
    strictness: {
      kind: 'choice',
      title: 'Strictness',
      help: 'Strict: only common words in a likely sense. Balanced: looser where strict finds nothing. Free: any sense.',
      options: { strict: 'Strict', balanced: 'Balanced', free: 'Free' },
      default: 'balanced',
    },
    levels: {
      kind: 'number',
      title: 'Levels up',
      min: 1,
      max: 5,
      slider: [1, 3],
      step: 1,
      integer: true,
      unit: 'levels',
      one: 'level',
      default: 1,
    },
    minDepth: {
      kind: 'number',
      title: 'Never above',
      help: 'Steps below the top of WordNet; 0 lets a dog become an entity.',
      min: 0,
      max: 15,
      slider: [0, 10],
      step: 1,
      integer: true,
      unit: 'steps',
      one: 'step',
      default: 5,
    },
  },
  draw(values, random, facts) {
    const share = random.between(values.words, 4);
    const edits = drawReplacements(facts.text, replaceable(values, facts), share, random);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) => countWords(edits, 'hypernym', 'hypernyms'),
  replaceable,
  leftOut({ levels, minDepth }, { lexicon }, { word, candidates }) {
    const known = (guard: Guard) => lexicon.hypernyms(word, guard, levels, minDepth);
    return keptOut(candidates, known('likely'), known('tagged'));
  },
});

interface Limits {
  readonly strictness: 'strict' | 'balanced' | 'free';
  readonly levels: number;
  readonly minDepth: number;
}

const once = oncePerText<readonly Replaceable[]>();

function replaceable(limits: Limits, facts: TextFacts): readonly Replaceable[] {
  const { strictness, levels, minDepth } = limits;
  return once(facts.text, `${strictness} ${levels} ${minDepth}`, () => places(limits, facts));
}

function places({ strictness, levels, minDepth }: Limits, { text, lexicon }: TextFacts): readonly Replaceable[] {
  const guards = { strict: ['common'], balanced: ['common', 'likely', 'tagged'], free: ['tagged'] } as const;
  for (const guard of guards[strictness]) {
    const found = text.tagged
      .map((word) => ({ word, candidates: lexicon.hypernyms(word, guard, levels, minDepth) }))
      .filter(({ candidates }) => candidates.length > 0);
    if (found.length > 0) return found;
  }
  return [];
}
