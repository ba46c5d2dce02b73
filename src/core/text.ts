import type { WordClass, WordForm } from './english';
import type { Parameters, Values } from './parameters';
import type { Answers } from './questions';
import type { Random } from './random';
import type { Edit, Span } from './spans';
import type { Drawn, SampleFacts, TransformBase } from './transform';

/** A word of a text. Contractions are one word. */
export interface Word extends Span {
  readonly text: string;
  /** It must stay: in a link, a placeholder, a number, a name for a machine, or a span that a label names. */
  readonly kept: boolean;
}

/** What a written word is: one object wherever it stands as the same, so that what follows from it is found once. */
export interface Meaning {
  /** In small letters. */
  readonly written: string;
  readonly wordClass: WordClass;
  /** As the dictionary lists it. */
  readonly base: string;
  readonly form: WordForm;
}

/** A word with its part in the sentence. Only words that may be replaced are tagged: no names, no grammar. */
export interface TaggedWord extends Word {
  readonly meaning: Meaning;
}

/** A text taken apart, once for all of its variants. What is not asked for is not worked out. */
export interface AnalysedText {
  readonly text: string;
  readonly words: readonly Word[];
  readonly tagged: readonly TaggedWord[];
  readonly sentences: readonly Span[];
  /** What steps found in it. */
  found?: Found;
}

/** One thing that a step found in a text, and what was found before it. */
interface Found {
  readonly by: object;
  readonly key: string;
  readonly value: unknown;
  readonly before: Found | undefined;
}

/** A word that may take the place of another, in its form. */
export interface Candidate {
  readonly text: string;
  /** How likely it is meant: its weight among the candidates of one word. */
  readonly weight: number;
}

/** How sure a replacement must be. Each is stricter than the next. */
export type Guard = 'common' | 'likely' | 'tagged';

/** What the dictionary answers. The same lists for the same word, so that they can be kept. */
export interface Lexicon {
  /** Synonyms in the word's own form, out of the senses that pass the guard. */
  synonyms(word: TaggedWord, guard: Guard): readonly Candidate[];
  /** What the word is a kind of, one to `levels` steps up, never above `minDepth` steps below the top. */
  hypernyms(word: TaggedWord, guard: Guard, levels: number, minDepth: number): readonly Candidate[];
  /** Synonyms in all senses of all parts of speech that the written word may be. */
  anySynonyms(word: Word): readonly Candidate[];
  /** True for a word of the same class and form that is neither the word itself nor its opposite, and not marked. */
  fits(word: TaggedWord, other: string): boolean;
  /** True for a word that must never come in place of this one: its opposite, or one that the dictionary marks. */
  forbids(word: TaggedWord, other: string): boolean;
}

/** What a text step draws: its edits, in order. Spans of labels follow them. */
export interface DrawnEdits extends Drawn {
  readonly edits: readonly Edit[];
}

/** What a draw knows of a text: as the steps before it left it. */
export interface TextFacts extends SampleFacts {
  readonly text: AnalysedText;
  readonly lexicon: Lexicon;
  /** What models, servers and vectors say. */
  readonly answers: Answers;
}

/** A place in the text that a step would replace, and by what. */
export interface Replaceable {
  readonly word: Word;
  readonly candidates: readonly Candidate[];
}

/** A word that the guards kept out, and why: "rarer than the strict limit". */
export interface LeftOut {
  readonly text: string;
  readonly because: string;
}

export interface TextTransform<S extends Parameters = Parameters, D extends DrawnEdits = DrawnEdits>
  extends TransformBase<S, D> {
  readonly id: `text.${string}`;
  draw(values: Values<S>, random: Random, sample: TextFacts): D | undefined;
  /** Why a text gets nothing from this step, for the manifest: "no replaceable word". */
  readonly shortfall: string;
  /** It asks models, servers or vectors: what they answer is not known beforehand. */
  readonly asks?: true;
  /** What could be replaced by what, for those who look at a variant. */
  replaceable?(values: Values<S>, sample: TextFacts): readonly Replaceable[];
  /** The likeliest word that could have stood in a place, were it not for the guards. */
  leftOut?(
    values: Values<S>,
    sample: TextFacts,
    place: Replaceable & { readonly word: TaggedWord },
  ): LeftOut | undefined;
}

/**
 * What a step finds in a text, once for all variants that are drawn from it; `key` is all else that it depends on. It lies
 * with the text: the collector takes what a WeakMap holds for used until it looks at all of the memory.
 */
export function oncePerText<T>(): (text: AnalysedText, key: string, find: () => T) => T {
  const by = {};
  return (text, key, find) => {
    for (let one = text.found; one; one = one.before) if (one.by === by && one.key === key) return one.value as T;
    const value = find();
    text.found = { by, key, value, before: text.found };
    return value;
  };
}

/** Checks a declaration's types and gives it to the catalogue. */
export function textTransform<const S extends Parameters, D extends DrawnEdits>(t: TextTransform<S, D>): TextTransform {
  return t as unknown as TextTransform;
}
