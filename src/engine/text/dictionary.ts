import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { type Inflection, inflections, regularForm, type WordClass, wordClasses } from '../../core/english';

/** The parts of the packed dictionary, in their order: lists of whole numbers, and texts of a line an entry. */
export const numberParts = [
  'synsetStart', // where the senses of each synset begin, one more than there are synsets
  'senseWord',
  'senseCount', // how often the sense was tagged in WordNet's corpus
  'synsetClass',
  'synsetDepth', // steps below the top
  'hypernymStart',
  'hypernym',
  'opposite', // pairs of synsets
  'indexStart', // where the synsets of each word begin, by class and by sense
  'index',
  'marked', // words that WordNet marks as insults or obscene in some sense
] as const;
export const textParts = ['words', 'irregular'] as const;

type Numbers = Readonly<Record<(typeof numberParts)[number], Uint32Array>>;

/** A word of the dictionary in one of its senses. */
export interface Sense {
  readonly synset: number;
  readonly count: number;
}

/** WordNet, as far as replacing words needs it. Words and synsets are numbers. */
export interface Dictionary {
  wordOf(base: string): number | undefined;
  textOf(word: number): string;
  /** The senses of a word as a class, the most common first. */
  senses(word: number, wordClass: WordClass): readonly Sense[];
  /** The words of a synset with their counts in it. */
  members(synset: number): readonly { readonly word: number; readonly count: number }[];
  hypernyms(synset: number): readonly number[];
  depth(synset: number): number;
  /** True when some sense of one word is the opposite of some sense of the other. */
  areOpposite(one: number, other: number): boolean;
  isMarked(word: number): boolean;
  /** The form of a word, irregular or by rule. */
  inflect(base: string, form: Inflection): string;
  /** Bases whose irregular form this is. */
  irregularBases(written: string): readonly { readonly base: string; readonly form: Inflection }[];
}

/** Reads the dictionary that the build packed (brotli, about 2 MB). Takes about 0.1 s. */
export function readDictionary(path: string): Dictionary {
  const bytes = brotliDecompressSync(readFileSync(path));
  const view = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.byteLength & ~3)));
  let at = numberParts.length + textParts.length;
  const numbers = Object.fromEntries(
    numberParts.map((name, i) => {
      const length = view[i]!;
      at += length;
      return [name, view.subarray(at - length, at)];
    }),
  ) as Numbers;
  let byte = at * 4;
  const [words, irregular] = textParts.map((_, i) => {
    const length = view[numberParts.length + i]!;
    byte += length;
    return bytes.toString('utf8', byte - length, byte);
  }) as [string, string];
  return dictionaryOf(numbers, words.split('\n'), irregular);
}

function dictionaryOf(n: Numbers, words: readonly string[], irregularLines: string): Dictionary {
  const ids = new Map(words.map((word, i) => [word, i]));
  const marked = new Set(n.marked);
  const opposites = new Map<number, number[]>();
  for (let i = 0; i < n.opposite.length; i += 2) {
    const [a, b] = [n.opposite[i]!, n.opposite[i + 1]!];
    opposites.set(a, [...(opposites.get(a) ?? []), b]);
  }
  const irregular = new Map<string, string>();
  const bases = new Map<string, { base: string; form: Inflection }[]>();
  for (const line of irregularLines.split('\n')) {
    const [base, form, written] = line.split(' ') as [string, Inflection, string];
    irregular.set(`${base} ${form}`, written);
    bases.set(written, [...(bases.get(written) ?? []), { base, form }]);
  }
  const synsetsOf = (word: number) => n.index.subarray(n.indexStart[word]!, n.indexStart[word + 1]!);
  const countIn = (synset: number, word: number): number => {
    for (let i = n.synsetStart[synset]!; i < n.synsetStart[synset + 1]!; i++) {
      if (n.senseWord[i] === word) return n.senseCount[i]!;
    }
    return 0;
  };
  return {
    wordOf: (base) => ids.get(base),
    textOf: (word) => words[word]!,
    senses: (word, wordClass) => {
      const wanted = wordClasses.indexOf(wordClass);
      return [...synsetsOf(word)]
        .filter((synset) => n.synsetClass[synset] === wanted)
        .map((synset) => ({ synset, count: countIn(synset, word) }));
    },
    members: (synset) => {
      const members = [];
      for (let i = n.synsetStart[synset]!; i < n.synsetStart[synset + 1]!; i++) {
        members.push({ word: n.senseWord[i]!, count: n.senseCount[i]! });
      }
      return members;
    },
    hypernyms: (synset) => [...n.hypernym.subarray(n.hypernymStart[synset]!, n.hypernymStart[synset + 1]!)],
    depth: (synset) => n.synsetDepth[synset]!,
    areOpposite: (one, other) => {
      const theirs = new Set(synsetsOf(other));
      return [...synsetsOf(one)].some((synset) => opposites.get(synset)?.some((o) => theirs.has(o)) ?? false);
    },
    isMarked: (word) => marked.has(word),
    inflect: (base, form) => irregular.get(`${base} ${form}`) ?? regularForm(base, form),
    irregularBases: (written) => bases.get(written) ?? [],
  };
}

/** Every form of a base as a class, the base itself included. */
export const formsOf = (dictionary: Dictionary, base: string, wordClass: WordClass): readonly string[] => [
  base,
  ...inflections[wordClass].map((form) => dictionary.inflect(base, form)),
];
