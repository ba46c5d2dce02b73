import { grammarWords, inflections, type WordClass, type WordForm, wordClasses } from '../../core/english';
import type { Meaning } from '../../core/text';
import type { Dictionary } from './dictionary';
import { basesOf } from './lexicon';

/** Words that are known at a time; beyond them all are forgotten. */
const most = 200_000;

/**
 * What a word in small letters is as a word of a class, the same object each time; undefined for grammar and for what the
 * dictionary does not know. `after`: it stands after a form of have, be or get, where a participle is meant.
 */
export function meaningsOf(
  dictionary: Dictionary,
): (written: string, wordClass: WordClass, after: boolean) => Meaning | undefined {
  const known = new Map<string, (Meaning | null | undefined)[]>();
  return (written, wordClass, after) => {
    const own = known.get(written) ?? [];
    if (own.length === 0) {
      if (known.size >= most) known.clear();
      known.set(written, own);
    }
    const at = wordClasses.indexOf(wordClass) * 2 + Number(after);
    const found = own[at];
    if (found !== undefined) return found ?? undefined;
    const made =
      written.length < 3 || grammarWords.has(written) ? undefined : meaning(dictionary, written, wordClass, after);
    const same = own.find(
      (one) => one && one.wordClass === wordClass && one.base === made?.base && one.form === made.form,
    );
    own[at] = same ?? made ?? null;
    return own[at] ?? undefined;
  };
}

/** Participles that are adjectives of their own are read as verbs too often. */
function isAdjective(dictionary: Dictionary, written: string): boolean {
  const word = dictionary.wordOf(written);
  return word !== undefined && dictionary.senses(word, 'adjective').length > 0;
}

type Found = { readonly base: string; readonly form: WordForm };

function meaning(dictionary: Dictionary, written: string, wordClass: WordClass, after: boolean): Meaning | undefined {
  const found = formOf(dictionary, written, wordClass, after);
  return found && { written, wordClass, ...found };
}

/** Base and form of a written word of this class; undefined for what the dictionary does not know. */
function formOf(dictionary: Dictionary, written: string, wordClass: WordClass, after: boolean): Found | undefined {
  const isWord = (base: string) => {
    const word = dictionary.wordOf(base);
    return word !== undefined && dictionary.senses(word, wordClass).length > 0;
  };
  const found: Found[] = isWord(written) ? [{ base: written, form: 'base' }] : [];
  for (const form of inflections[wordClass]) {
    for (const base of basesOf(dictionary, written, form)) if (isWord(base)) found.push({ base, form });
  }
  const bases = new Set(found.map(({ base }) => base));
  if (wordClass === 'verb' && bases.size > 1) return undefined; // "found", "lay": which of two verbs, nobody knows
  if (wordClass === 'verb' && found.every(({ form }) => form !== 'base') && isAdjective(dictionary, written))
    return undefined; // "a moving film" does not go
  const irregular = dictionary.irregularBases(written);
  if (wordClass === 'adjective') {
    const compared = found.find(({ base }) => base !== written && irregular.some((one) => one.base === base)); // better: of good
    if (compared) return compared;
  }
  const plural = found.find(({ base, form }) => form === 'plural' && base !== written);
  const timesAs = (base: string) => {
    const word = dictionary.wordOf(base);
    return word === undefined ? 0 : dictionary.senses(word, wordClass).reduce((sum, { count }) => sum + count, 0);
  };
  if (plural && timesAs(plural.base) > timesAs(written)) return plural; // times: of time, not multiplication
  return (after && found.find(({ form }) => form === 'participle')) || found[0];
}
