/** What is regular in English. What is not stands in the dictionary, which is made with these rules. */

export type WordClass = 'noun' | 'verb' | 'adjective' | 'adverb';
export const wordClasses = ['noun', 'verb', 'adjective', 'adverb'] as const;

/** The form of a word beside its base: `films`, `hampers`, `hampered`, `taken`, `hampering`, `bigger`, `biggest`. */
export type Inflection = 'plural' | 'third' | 'past' | 'participle' | 'gerund' | 'comparative' | 'superlative';
export type WordForm = 'base' | Inflection;

/** The forms that a class of words has. */
export const inflections: Readonly<Record<WordClass, readonly Inflection[]>> = {
  noun: ['plural'],
  verb: ['third', 'past', 'participle', 'gerund'],
  adjective: ['comparative', 'superlative'],
  adverb: [],
};

/** The form of a word by rule alone. */
export function regularForm(base: string, form: Inflection): string {
  switch (form) {
    case 'plural':
    case 'third':
      return withS(base);
    case 'past':
    case 'participle':
      return withSuffix(base, 'ed');
    case 'gerund':
      if (/^[^aeiou]+ie$/.test(base) || /[^aeiou]tie$/.test(base)) return `${base.slice(0, -2)}ying`; // lying
      return /[^eoy]e$/.test(base) ? `${base.slice(0, -1)}ing` : `${doubled(base)}ing`;
    case 'comparative':
      return withSuffix(base, 'er');
    case 'superlative':
      return withSuffix(base, 'est');
  }
}

function withS(base: string): string {
  if (/(s|x|z|ch|sh)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}

function withSuffix(base: string, suffix: string): string {
  if (base.endsWith('e')) return base + suffix.slice(1);
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}i${suffix}` : doubled(base) + suffix;
}

/** `stop` → `stopp`: one syllable that ends in one vowel and one consonant. */
const doubled = (base: string): string =>
  /^[^aeiou]*(?:qu)?[aeiouy][bdfgklmnprtvz]$/.test(base) ? base + base.at(-1) : base;

/** The letter that each form ends in. */
const lastOf: Readonly<Record<Inflection, string>> = {
  plural: 's',
  third: 's',
  past: 'd',
  participle: 'd',
  gerund: 'g',
  comparative: 'r',
  superlative: 't',
};

/** Bases that a form may come from, by rule (WordNet's morphy, with doubled letters). */
export function possibleBases(word: string, form: Inflection): readonly string[] {
  if (!word.endsWith(lastOf[form])) return []; // as most words are no such form
  const cut = (suffix: string, ...ends: readonly string[]) =>
    word.length > suffix.length + 1 && word.endsWith(suffix)
      ? ends.map((end) => word.slice(0, word.length - suffix.length) + end)
      : [];
  const undoubled = (suffix: string) => {
    const last = word.length - suffix.length - 1;
    return last > 0 && word[last] === word[last - 1] && word.endsWith(suffix) ? [word.slice(0, last)] : [];
  };
  switch (form) {
    case 'plural':
    case 'third':
      return [...cut('s', ''), ...cut('es', ''), ...cut('ies', 'y')];
    case 'past':
    case 'participle':
      return [...cut('ed', '', 'e'), ...cut('ied', 'y'), ...undoubled('ed')];
    case 'gerund':
      return [...cut('ing', '', 'e'), ...cut('ying', 'ie'), ...undoubled('ing')];
    case 'comparative':
      return [...cut('er', '', 'e'), ...cut('ier', 'y'), ...undoubled('er')];
    case 'superlative':
      return [...cut('est', '', 'e'), ...cut('iest', 'y'), ...undoubled('est')];
  }
}

/** True for adjectives that take -er and -est; longer ones take a word before them. */
export const comparesByEnding = (base: string): boolean =>
  syllables(base) === 1 || (syllables(base) === 2 && /(y|le|er|ow)$/.test(base));

const syllables = (word: string): number => word.replace(/([^aeiouyl])e$/, '$1').match(/[aeiouy]+/g)?.length ?? 1;

/** The word with the capitals of another: `Film` → `Movie`, `FILM` → `MOVIE`. */
export function withCaseOf(model: string, word: string): string {
  if (model.length > 1 && model === model.toUpperCase() && model !== model.toLowerCase()) return word.toUpperCase();
  const first = model.charAt(0);
  return first !== first.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

/** `a` or `an` before this word, by how it is said. */
export function articleBefore(word: string): 'a' | 'an' {
  const w = word.toLowerCase();
  if (/^(honest|honou?r|hour|heir)/.test(w)) return 'an';
  if (/^(uni([^n]|$)(?!m)|us[aeiu]|ub|eu|ewe|one|once|ut[ei]|ura)/.test(w)) return /^(unim|unin)/.test(w) ? 'an' : 'a';
  return /^[aeiou]/.test(w) ? 'an' : 'a';
}

/** Words that carry grammar, not meaning, and those whose replacement would turn a meaning round. */
export const grammarWords: ReadonlySet<string> = new Set(
  (
    'a about above after again against ago all almost also although always am among an and another any anybody anyone ' +
    'anything are around as at away back be because been before being below beside between beyond both but by can ' +
    'cannot could did do does doing done down during each either else enough even ever every everybody everyone ' +
    'everything except few first for from further get gets getting go goes going gone got had has have having he her ' +
    'here hers herself him himself his how however i if in indeed into is it its itself just last least less let lot ' +
    'lots made make makes making many may maybe me might mine more most much must my myself near next nobody none nor ' +
    'no not nothing now of off often on once one ones only onto or other others otherwise our ours ourselves out over ' +
    'own perhaps per quite rather re really same shall she should since so some somebody someone something still such ' +
    'than that the their theirs them themselves then there these they thing things this those though through thus to ' +
    'together too toward towards two under until up upon us very was we well were what whatever when where whether ' +
    'which while who whole whom whose why will with within without would yet you your yours yourself yourselves ' +
    'barely hardly neither never nowhere scarcely seldom rarely ' +
    'won ca wo ain don doesn didn isn aren wasn weren hasn haven hadn shouldn couldn wouldn mustn ll ve'
  ).split(' '),
);
