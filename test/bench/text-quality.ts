import nlp from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { packedWordNet } from '../../src/build/wordnet';
import type { Recipe } from '../../src/core/recipe';
import { readDictionary } from '../../src/engine/text/dictionary';
import { drawTexts, type TextTools } from '../../src/engine/text/draw';
import { basesOf, lexiconOf } from '../../src/engine/text/lexicon';
import { createTagger } from '../../src/engine/text/tagger';
import type { Report } from './bench';

const dictionary = readDictionary(packedWordNet());
const tagger = createTagger(dictionary);
const tools: TextTools = { lexicon: lexiconOf(dictionary), tagger: () => tagger };

export type Strictness = 'strict' | 'balanced' | 'free';

/** 15 % of the words that have a synonym, as in the measurements of the peers. */
export const synonyms = (strictness: Strictness, variants: number): Recipe => ({
  version: 1,
  modality: 'text',
  seed: 7,
  variants,
  steps: [{ transform: 'text.synonym', words: [0.15, 0.15], strictness }],
});

/** How good the replaced words are, by looking at the texts alone: nothing of what the step says of itself is believed. */
export function textQuality(report: Report, title: string, texts: readonly string[]): void {
  for (const strictness of ['strict', 'balanced', 'free'] as const) {
    const counts = { rows: 0, same: 0, intact: 0, words: 0, kept: 0, keptByOther: 0, marked: 0 };
    for (const [i, before] of texts.entries()) {
      const source = { path: `reviews#${i}`, classes: [], text: before, spans: [] };
      const [variant] = drawTexts(synonyms(strictness, 1), source, 1, 0, tools);
      counts.rows++;
      if (!variant || 'skipped' in variant) counts.same++;
      else judge(before, variant.text, counts);
    }
    const percent = (part: number, of: number) => ((100 * part) / of).toFixed(1);
    report(
      `${title}, ${strictness}: ${percent(counts.same, counts.rows)} % of the rows unchanged, everything else intact ${percent(counts.intact, counts.rows - counts.same)} %, part of speech kept ${percent(counts.kept, counts.words)} % (with forms, by compromise: ${percent(counts.keptByOther, counts.words)} %) of ${counts.words} words, ${counts.marked} from the marked lists`,
    );
  }
}

interface Counts {
  intact: number;
  words: number;
  kept: number;
  keptByOther: number;
  marked: number;
}

/** A text cut into words and what stands between them; together they are the text. */
const pieces = (text: string): readonly string[] => text.split(/([\p{L}\p{M}]+(?:['’]\p{L}+)*)/u);

/** Counts a changed text: piece by piece, words may differ from words, and `a` from `an` before one; nothing else. */
function judge(before: string, after: string, counts: Counts): void {
  const [was, now] = [pieces(before), pieces(after)];
  const differs = (i: number) => was[i] !== now[i];
  const changed = was.flatMap((_, i) => (differs(i) ? [i] : []));
  const articles = changed.filter((i) => /^an?$/i.test(was[i]!) && /^an?$/i.test(now[i] ?? '') && differs(i + 2));
  const words = changed.filter((i) => !articles.includes(i));
  const whole = was.length === now.length && words.every((i) => i % 2 === 1 && sameCase(was[i]!, now[i]!));
  if (whole) counts.intact++;
  if (was.length !== now.length) return;
  const [own, other] = [coarseTags, fineTags].map((tags) => [tags(before), tags(after)] as const);
  const keeps = ([one, two]: readonly (readonly (string | undefined)[])[], i: number) =>
    one![i] !== undefined && one![i] === two![i];
  for (const i of words) {
    counts.words++;
    if (isMarked(now[i]!)) counts.marked++;
    if (keeps(own!, (i - 1) / 2)) counts.kept++;
    if (keeps(other!, (i - 1) / 2)) counts.keptByOther++;
  }
}

const sameCase = (was: string, now: string): boolean =>
  /^\p{Lu}/u.test(was) === /^\p{Lu}/u.test(now) && (was === was.toLowerCase()) === (now === now.toLowerCase());

function isMarked(word: string): boolean {
  const forms = ['plural', 'third', 'past', 'participle', 'gerund', 'comparative', 'superlative'] as const;
  const bases = [word.toLowerCase(), ...forms.flatMap((form) => basesOf(dictionary, word.toLowerCase(), form))];
  return bases.some((base) => {
    const known = dictionary.wordOf(base);
    return known !== undefined && dictionary.isMarked(known);
  });
}

const wink = winkNLP(model, ['sbd', 'pos']);

/** The part of speech of each word of `pieces`, by wink-nlp, which sees the new text for the first time here. */
function coarseTags(text: string): readonly (string | undefined)[] {
  const tokens = wink.readDoc(text).tokens();
  const tags = tokens.out(wink.its.pos) as readonly string[];
  const byStart = new Map<number, string>();
  let from = 0;
  for (const [i, value] of (tokens.out(wink.its.value) as readonly string[]).entries()) {
    from = text.indexOf(value, from);
    byStart.set(from, tags[i]!);
    from += value.length;
  }
  return byPieces(text, (start) => byStart.get(start));
}

function byPieces<T>(text: string, tagAt: (start: number) => T): readonly T[] {
  let at = 0;
  return pieces(text).flatMap((piece, i) => {
    at += piece.length;
    return i % 2 === 1 ? [tagAt(at - piece.length)] : [];
  });
}

/** Finer than part of speech, in the order in which the first is taken. Compromise, which no step uses, says them. */
const fine = [
  'PastTense',
  'Gerund',
  'Participle',
  'Infinitive',
  'PresentTense',
  'Verb',
  'Comparative',
  'Superlative',
  'Adjective',
  'Adverb',
  'Plural',
  'Noun',
];

/** A tag for each word of `pieces`, in order; undefined where compromise cuts words otherwise. */
function fineTags(text: string): readonly (string | undefined)[] {
  const byStart = new Map<number, string | undefined>();
  for (const sentence of nlp(text).json({ offset: true, terms: { offset: true, tags: true } }) as readonly Sentence[]) {
    for (const { tags, offset } of sentence.terms)
      byStart.set(
        offset.start,
        fine.find((tag) => tags.includes(tag)),
      );
  }
  return byPieces(text, (start) => byStart.get(start));
}

interface Sentence {
  readonly terms: readonly { readonly tags: readonly string[]; readonly offset: { readonly start: number } }[];
}
