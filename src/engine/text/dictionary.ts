import { readFileSync } from 'node:fs';
import { type Inflection, inflections, regularForm, type WordClass, wordClasses } from '../../core/english';

/** The parts of the packed dictionary, in their order: lists of whole numbers, and texts of a line an entry. */
export const numberParts = [
  'wordStart', // where the letters of each word begin; words are sorted by their bytes, and a line end follows each
  'synsetStart', // where the senses of each synset begin, one more than there are synsets
  'senseWord',
  'senseCount', // how often the sense was tagged in WordNet's corpus
  'synsetClass',
  'synsetDepth', // steps below the top
  'hypernymStart',
  'hypernym',
  'oppositeStart',
  'opposite', // the synsets that are opposites of each synset
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
  /** True for any form of a marked word. */
  isMarkedForm(written: string): boolean;
  /** The form of a word, irregular or by rule. */
  inflect(base: string, form: Inflection): string;
  /** Bases whose irregular form this is. */
  irregularBases(written: string): readonly { readonly base: string; readonly form: Inflection }[];
}

const lineEnd = 10;

/**
 * Reads the dictionary that the build packed. The file is not compressed and words stay bytes: unpacking it, and 150,000
 * strings in a map, took most of a worker's start. Takes 10 ms.
 */
export function readDictionary(path: string): Dictionary {
  const bytes = readFileSync(path);
  const view = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
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
    return bytes.subarray(byte - length, byte);
  }) as [Buffer, Buffer];
  return dictionaryOf(numbers, words, irregular.toString('utf8'));
}

function dictionaryOf(n: Numbers, words: Buffer, irregularLines: string): Dictionary {
  const marked = new Set(n.marked);
  const irregular = new Map<string, { [form in Inflection]?: string }>();
  const bases = new Map<string, { base: string; form: Inflection }[]>();
  for (const line of irregularLines.split('\n')) {
    const [base, form, written] = line.split(' ') as [string, Inflection, string];
    const forms = irregular.get(base);
    if (forms) forms[form] = written;
    else irregular.set(base, { [form]: written });
    const known = bases.get(written);
    if (known) known.push({ base, form });
    else bases.set(written, [{ base, form }]);
  }
  const none: readonly never[] = [];
  const listOf = (starts: Uint32Array, values: Uint32Array, i: number) => values.subarray(starts[i]!, starts[i + 1]!);
  const synsetsOf = (word: number) => listOf(n.indexStart, n.index, word);
  const oppositesOf = (synset: number) => listOf(n.oppositeStart, n.opposite, synset);
  /** How the word that begins there stands to another; all are ASCII. */
  const orderAt = (start: number, other: string): number => {
    for (let i = 0; ; i++) {
      const own = words[start + i]!;
      const theirs = i < other.length ? other.charCodeAt(i) : lineEnd;
      if (own !== theirs) return own - theirs;
      if (own === lineEnd) return 0;
    }
  };
  const countIn = (synset: number, word: number): number => {
    for (let i = n.synsetStart[synset]!; i < n.synsetStart[synset + 1]!; i++) {
      if (n.senseWord[i] === word) return n.senseCount[i]!;
    }
    return 0;
  };
  let markedForms: ReadonlySet<string> | undefined;
  const dictionary: Dictionary = {
    wordOf(base) {
      let [low, high] = [0, n.wordStart.length - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const order = orderAt(n.wordStart[middle]!, base);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      return undefined;
    },
    textOf: (word) => words.toString('utf8', n.wordStart[word]!, n.wordStart[word + 1]! - 1),
    senses: (word, wordClass) => {
      const wanted = wordClasses.indexOf(wordClass);
      const senses: Sense[] = [];
      for (let i = n.indexStart[word]!; i < n.indexStart[word + 1]!; i++) {
        const synset = n.index[i]!;
        if (n.synsetClass[synset] === wanted) senses.push({ synset, count: countIn(synset, word) });
      }
      return senses;
    },
    members: (synset) => {
      const members = [];
      for (let i = n.synsetStart[synset]!; i < n.synsetStart[synset + 1]!; i++) {
        members.push({ word: n.senseWord[i]!, count: n.senseCount[i]! });
      }
      return members;
    },
    hypernyms: (synset) => [...listOf(n.hypernymStart, n.hypernym, synset)],
    depth: (synset) => n.synsetDepth[synset]!,
    areOpposite: (one, other) => {
      const theirs = new Set(synsetsOf(other));
      return [...synsetsOf(one)].some((synset) => oppositesOf(synset).some((o) => theirs.has(o)));
    },
    isMarked: (word) => marked.has(word),
    isMarkedForm(written) {
      markedForms ??= new Set(
        [...marked].flatMap((word) => wordClasses.flatMap((one) => formsOf(dictionary, dictionary.textOf(word), one))),
      );
      return markedForms.has(written);
    },
    inflect: (base, form) => irregular.get(base)?.[form] ?? regularForm(base, form),
    irregularBases: (written) => bases.get(written) ?? none,
  };
  return dictionary;
}

/** Every form of a base as a class, the base itself included. */
export const formsOf = (dictionary: Dictionary, base: string, wordClass: WordClass): readonly string[] => [
  base,
  ...inflections[wordClass].map((form) => dictionary.inflect(base, form)),
];
