import { type Inflection, regularForm, type WordClass } from '../core/english';
import {
  doubledOrNot,
  doubledVerbs,
  formedByRule,
  lastParts,
  noPlural,
  oddComparisons,
  oddPlurals,
  oddVerbs,
  strongPrefix,
  strongVerbs,
  wholeAfterAll,
  withOes,
} from './irregular';

/** A form of a base that the rules do not give; of two for the same base, the last is the one to write. */
export interface IrregularForm {
  readonly form: Inflection;
  readonly written: string;
}

/** The forms of a word that the rules of `core/english` do not give. */
export function irregularForms(base: string, wordClass: WordClass): readonly IrregularForm[] {
  if (wordClass === 'noun') return irregularPlural(base);
  if (wordClass === 'verb') return irregularVerb(base);
  const compared = wordClass === 'adjective' && oddComparisons.get(base);
  if (!compared) return [];
  return [
    { form: 'comparative', written: compared[0] },
    { form: 'superlative', written: compared[1] },
  ];
}

function irregularPlural(base: string): readonly IrregularForm[] {
  const written = pluralOf(base);
  return written === undefined ? [] : [{ form: 'plural', written }];
}

function pluralOf(base: string): string | undefined {
  const own = oddPlurals.get(base);
  if (own) return own;
  if (noPlural.has(base) || /(ness|itis)$/.test(base)) return base;
  if (withOes.has(base)) return `${base}es`;
  if (base.endsWith('sis')) return `${base.slice(0, -2)}es`;
  const part = wholeAfterAll.has(base) ? undefined : lastParts.find((last) => base.endsWith(last));
  return part && base.slice(0, -part.length) + oddPlurals.get(part)!;
}

function irregularVerb(base: string): readonly IrregularForm[] {
  const found: IrregularForm[] = [];
  const add = (form: Inflection, written: string) => found.push({ form, written });
  const addPast = (past: string, participle = past) => {
    add('past', past);
    add('participle', participle);
  };
  const last = base.at(-1)!;
  if (doubledVerbs.has(base) || doubledOrNot.has(base)) {
    addPast(`${base}${last}ed`);
    add('gerund', `${base}${last}ing`);
  }
  if (doubledOrNot.has(base)) {
    addPast(`${base}ed`);
    add('gerund', `${base}ing`);
  }
  const [prefix, strong] = strongPart(base);
  if (strong) {
    const [past, participle] = strongVerbs.get(strong)!;
    addPast(prefix + past, prefix + participle);
    if (prefix) add('gerund', prefix + regularForm(strong, 'gerund')); // the weight is on the strong part, whose letter doubles
  }
  if (withOes.has(base)) add('third', `${base}es`);
  const { third, past, gerund } = oddVerbs[base] ?? {};
  if (third) add('third', third);
  if (past) addPast(past);
  if (gerund) add('gerund', gerund);
  return found;
}

/** The strong verb that a verb ends in, after its prefix, which may be empty. */
function strongPart(base: string): readonly [prefix: string, strong: string] | readonly [string, undefined] {
  if (strongVerbs.has(base)) return ['', base];
  for (let at = 2; !formedByRule.has(base) && at <= base.length - 2; at++) {
    const [prefix, rest] = [base.slice(0, at), base.slice(at)];
    if (strongPrefix.test(prefix) && strongVerbs.has(rest)) return [prefix, rest];
  }
  return ['', undefined];
}
