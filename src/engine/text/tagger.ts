import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { grammarWords, inflections, type WordClass, type WordForm } from '../../core/english';
import type { TaggedWord, Word } from '../../core/text';
import type { Dictionary } from './dictionary';
import { basesOf } from './lexicon';

const classes: Readonly<Record<string, WordClass>> = { NOUN: 'noun', VERB: 'verb', ADJ: 'adjective', ADV: 'adverb' };
const having = /^(have|has|had|having|is|are|was|were|be|been|being|'ve|’ve|get|gets|got)$/i;

/** Says what the words of a text are. Made once: the model takes 0.5 s and 40 MB. */
export type Tagger = (text: string, words: readonly Word[]) => readonly TaggedWord[];

/** The tagger of wink-nlp. It knows parts of speech; forms follow from how the word is written. */
export function createTagger(dictionary: Dictionary): Tagger {
  const wink = winkNLP(model, ['sbd', 'pos']);
  const { its } = wink;
  return (text, words) => {
    const tokens = wink.readDoc(text).tokens();
    const values = tokens.out(its.value) as readonly string[];
    const tags = tokens.out(its.pos) as readonly string[];
    const byStart = new Map<number, number>();
    let at = 0;
    for (const [i, value] of values.entries()) {
      at = text.indexOf(value, at);
      if (at < 0) break; // the tokeniser wrote something else than stands there: what follows stays untagged
      byStart.set(at, i);
      at += value.length;
    }
    const tagged: TaggedWord[] = [];
    for (const word of words) {
      const i = word.kept ? undefined : byStart.get(word.start);
      if (i === undefined || values[i]!.length !== word.text.length) continue;
      const wordClass = classes[tags[i]!];
      const written = word.text.toLowerCase();
      if (!wordClass || written.length < 3 || grammarWords.has(written)) continue;
      const after = having.test(values[i - 1] ?? '') || having.test(values[i - 2] ?? '');
      const found = formOf(dictionary, written, wordClass, after);
      if (found) tagged.push({ ...word, wordClass, ...found });
    }
    return tagged;
  };
}

type Found = { readonly base: string; readonly form: WordForm };

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
  const irregular = dictionary.irregularBases(written);
  if (wordClass === 'adjective') {
    const compared = found.find(({ base }) => base !== written && irregular.some((one) => one.base === base)); // better: of good
    if (compared) return compared;
  }
  return (after && found.find(({ form }) => form === 'participle')) || found[0];
}
