import {
  comparesByEnding,
  type Inflection,
  inflections,
  possibleBases,
  type WordClass,
  type WordForm,
  wordClasses,
} from '../../core/english';
import type { Candidate, Guard, Lexicon, Meaning } from '../../core/text';
import { type Dictionary, formsOf, type Sense } from './dictionary';

/** The sense's share of how often the word was tagged at all. */
const leastShare = 0.2;
/** How often a candidate must have been tagged in the sense to count as a common word for it. */
const leastCount = 3;
/** The least share of the replaced word's own tags as its class: rarer ones are the tagger's mistakes. */
const leastAsRead = 0.2;
/** The share of a candidate's tags as the class that it is wanted as. */
const leastAsClass = 0.5;
const oneWord = /^(?=.*[aeiou]|.+y)[a-z]{2,}$/; // abbreviations have no vowel: yr

/** Lists that are kept at a time; beyond them all are forgotten. */
const most = 200_000;
const guards: readonly Guard[] = ['common', 'likely', 'tagged'];

/** Answers out of WordNet, each question once: texts ask for the same words over and over. */
export function lexiconOf(dictionary: Dictionary): Lexicon {
  const tables = new Map<number, (meaning: Meaning) => readonly Candidate[]>();
  /** The lists under one guard: of synonyms (0 levels), or of hypernyms. */
  const listsOf = (guard: Guard, levels: number, minDepth: number) => {
    const key = (guards.indexOf(guard) * 16 + levels) * 64 + minDepth;
    const known = tables.get(key);
    if (known) return known;
    const membersOf = ({ synset }: Sense) =>
      levels === 0 ? dictionary.members(synset) : above(dictionary, synset, levels, minDepth);
    const table = once((meaning: Meaning) => candidates(dictionary, meaning, guard, membersOf));
    tables.set(key, table);
    return table;
  };
  const inAll = once((written: string) => inAllSenses(dictionary, written));
  return {
    synonyms: ({ meaning }, guard) => listsOf(guard, 0, 0)(meaning),
    hypernyms: ({ meaning }, guard, levels, minDepth) => listsOf(guard, levels, minDepth)(meaning),
    anySynonyms: ({ text }) => inAll(text.toLowerCase()),
    fits: ({ meaning }, other) =>
      readings(dictionary, other).some(
        ({ base, wordClass, form }) =>
          wordClass === meaning.wordClass && form === meaning.form && base !== meaning.base,
      ) && !forbids(dictionary, meaning, other),
    forbids: ({ meaning }, other) => forbids(dictionary, meaning, other),
  };
}

function once<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const found = find(key);
    known.set(key, found);
    return found;
  };
}

function forbids(dictionary: Dictionary, { base }: Meaning, other: string): boolean {
  const word = dictionary.wordOf(base);
  const others = [other, ...readings(dictionary, other).map((reading) => reading.base)];
  return others.some((name) => {
    const known = dictionary.wordOf(name);
    if (known === undefined) return false;
    return dictionary.isMarked(known) || (word !== undefined && dictionary.areOpposite(word, known));
  });
}

type Member = { readonly word: number; readonly count: number };

/** Words out of the senses that pass, in the form of the word that they replace; the likeliest sense weighs most. */
function candidates(
  dictionary: Dictionary,
  { written, base, wordClass, form }: Meaning,
  guard: Guard,
  membersOf: (sense: Sense) => readonly Member[],
): readonly Candidate[] {
  const word = dictionary.wordOf(base);
  if (word === undefined || (guard !== 'tagged' && !isOften(dictionary, word, wordClass, leastAsRead))) return [];
  const senses = dictionary.senses(word, wordClass);
  const total = senses.reduce((sum, { count }) => sum + count, 0);
  const weights = new Map<string, number>();
  const own = formsOf(dictionary, base, wordClass);
  for (const [rank, sense] of senses.entries()) {
    const share = total > 0 ? sense.count / total : rank === 0 ? 1 : 0;
    if (guard !== 'tagged' && share < leastShare) continue;
    for (const member of membersOf(sense)) {
      if (guard === 'common' && member.count < leastCount) continue;
      if (guard !== 'tagged' && !isOften(dictionary, member.word, wordClass, leastAsClass)) continue;
      const name = dictionary.textOf(member.word);
      if (member.word === word || !oneWord.test(name)) continue;
      if (guard !== 'tagged' && name.length < 4 && base.startsWith(name)) continue; // min for minute
      const now = inForm(dictionary, name, wordClass, form, base);
      if (now === undefined || now === written || own.includes(now) || dictionary.isMarkedForm(now)) continue;
      weights.set(now, (weights.get(now) ?? 0) + (share + 0.01) * (member.count + 1));
    }
  }
  return sorted(weights);
}

/** False for words that are more often of other classes, as which they would be read: "calm" for composure. */
function isOften(dictionary: Dictionary, word: number, wordClass: WordClass, least: number): boolean {
  const countAs = (one: WordClass) => dictionary.senses(word, one).reduce((sum, { count }) => sum + count, 0);
  const all = wordClasses.reduce((sum, one) => sum + countAs(one), 0);
  return countAs(wordClass) >= least * all;
}

/** A base in the form of the word that it replaces; undefined where it has no such form, or none that is sure. */
function inForm(
  dictionary: Dictionary,
  base: string,
  wordClass: WordClass,
  form: WordForm,
  replaced: string,
): string | undefined {
  if (form === 'base') return base;
  const inflected = (of: string) => inflections[wordClass].map((f) => dictionary.inflect(of, f));
  if (form === 'plural' && dictionary.inflect(base, form) === base) return undefined; // it would read as one
  if (form === 'past' || form === 'participle') {
    const [, past, participle] = inflected(replaced);
    const [, ownPast, ownParticiple] = inflected(base);
    if (past === participle && ownPast !== ownParticiple) return undefined; // which of the two it is, nobody knows
  }
  return wordClass === 'adjective' && !comparesByEnding(base) ? undefined : dictionary.inflect(base, form);
}

/** Words of the synsets above, one to `levels` steps up; the nearest count most. */
function above(dictionary: Dictionary, synset: number, levels: number, minDepth: number): readonly Member[] {
  const members: Member[] = [];
  let front = [synset];
  for (let level = 1; level <= levels; level++) {
    front = front.flatMap((s) => dictionary.hypernyms(s)).filter((s) => dictionary.depth(s) >= minDepth);
    for (const s of front) members.push(...dictionary.members(s));
  }
  return members;
}

/** Every word that shares a synset with any word that this may be a form of. No guard but that against bad words. */
function inAllSenses(dictionary: Dictionary, written: string): readonly Candidate[] {
  const weights = new Map<string, number>();
  for (const { base, wordClass, form } of readings(dictionary, written)) {
    const word = dictionary.wordOf(base)!;
    for (const { synset } of dictionary.senses(word, wordClass)) {
      for (const member of dictionary.members(synset)) {
        const name = dictionary.textOf(member.word);
        if (member.word === word || !oneWord.test(name)) continue;
        const now = form === 'base' ? name : dictionary.inflect(name, form);
        if (now !== written && !dictionary.isMarkedForm(now)) weights.set(now, (weights.get(now) ?? 0) + 1);
      }
    }
  }
  return sorted(weights);
}

interface Reading {
  readonly base: string;
  readonly wordClass: WordClass;
  readonly form: WordForm;
}

/** What a written word may be. */
export function readings(dictionary: Dictionary, written: string): readonly Reading[] {
  const found: Reading[] = [];
  const add = (base: string, wordClass: WordClass, form: WordForm) => {
    const word = dictionary.wordOf(base);
    if (word !== undefined && dictionary.senses(word, wordClass).length > 0) found.push({ base, wordClass, form });
  };
  for (const wordClass of wordClasses) {
    add(written, wordClass, 'base');
    for (const form of inflections[wordClass]) {
      for (const base of basesOf(dictionary, written, form)) add(base, wordClass, form);
    }
  }
  return found;
}

/** Bases of which this is that form, irregular ones first. */
export function basesOf(dictionary: Dictionary, written: string, form: Inflection): readonly string[] {
  const irregular = dictionary.irregularBases(written).filter((b) => b.form === form);
  const regular = possibleBases(written, form).filter((base) => dictionary.inflect(base, form) === written);
  if (irregular.length === 0) return regular;
  return [...new Set([...irregular.map((b) => b.base), ...regular])];
}

/** The heaviest first, then by letters: the same list everywhere. */
const sorted = (weights: ReadonlyMap<string, number>): readonly Candidate[] =>
  [...weights]
    .map(([text, weight]) => ({ text, weight }))
    .sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1));
