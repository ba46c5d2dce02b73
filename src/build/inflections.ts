import nlp from 'compromise/two';
import type { Inflection, WordClass } from '../core/english';

/** The part of compromise that forms words, which its types leave out. */
interface Former {
  readonly methods: {
    readonly two: {
      readonly transform: {
        readonly noun: { toPlural(base: string, model: unknown): string };
        readonly verb: { conjugate(base: string, model: unknown): Readonly<Record<string, string>> };
        readonly adjective: {
          toComparative(base: string, model: unknown): string;
          toSuperlative(base: string, model: unknown): string;
        };
      };
    };
  };
  readonly model: unknown;
}

const { methods, model } = (nlp as unknown as { world(): Former }).world();
const { noun, verb, adjective } = methods.two.transform;

/** Verbs whose participle is the base again, which compromise takes for the past. */
const participleIsBase = /^(out|over|under|re|be|for)?(come|run|become)$/;

/** The forms of a word as compromise knows them. */
export function irregularForms(base: string, wordClass: WordClass): Readonly<Partial<Record<Inflection, string>>> {
  if (wordClass === 'noun') return { plural: noun.toPlural(base, model) };
  if (wordClass === 'adjective') {
    return { comparative: adjective.toComparative(base, model), superlative: adjective.toSuperlative(base, model) };
  }
  if (wordClass !== 'verb') return {};
  const forms = verb.conjugate(base, model);
  return {
    third: forms.PresentTense,
    past: forms.PastTense,
    participle: participleIsBase.test(base) ? base : (forms.Participle ?? forms.PastTense),
    gerund: forms.Gerund,
  };
}
