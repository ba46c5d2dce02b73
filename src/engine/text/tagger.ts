import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import type { WordClass } from '../../core/english';
import type { TaggedWord, Word } from '../../core/text';
import type { Dictionary } from './dictionary';
import { meaningsOf } from './meanings';

const classes: Readonly<Record<string, WordClass>> = { NOUN: 'noun', VERB: 'verb', ADJ: 'adjective', ADV: 'adverb' };
const having = /^(have|has|had|having|is|are|was|were|be|been|being|'ve|’ve|get|gets|got)$/i;

/** Says what the words of a text are. Made once: the model takes 0.5 s and 40 MB. */
export type Tagger = (text: string, words: readonly Word[]) => readonly TaggedWord[];

/** The tagger of wink-nlp. It knows parts of speech; forms follow from how the word is written. */
export function createTagger(dictionary: Dictionary): Tagger {
  const wink = winkNLP(model, ['sbd', 'pos']);
  const meaningOf = meaningsOf(dictionary);
  const { its } = wink;
  return (text, words) => {
    const tokens = wink.readDoc(text).tokens();
    const values = tokens.out(its.value) as readonly string[];
    const tags = tokens.out(its.pos) as readonly string[];
    const isHaving = (i: number) => i >= 0 && having.test(values[i]!);
    const tagged: TaggedWord[] = [];
    let [at, next] = [0, 0];
    for (let i = 0; i < values.length && next < words.length; i++) {
      const value = values[i]!;
      const start = text.indexOf(value, at);
      if (start < 0) break; // the tokeniser wrote something else than stands there: what follows stays untagged
      at = start + value.length;
      while (next < words.length && words[next]!.start < start) next++;
      const word = words[next];
      const wordClass = classes[tags[i]!];
      if (!wordClass || word?.start !== start || word.end !== at || word.kept) continue;
      const after = wordClass === 'verb' && (isHaving(i - 1) || isHaving(i - 2));
      const meaning = meaningOf(word.text.toLowerCase(), wordClass, after);
      if (meaning) tagged.push({ ...word, meaning });
    }
    return tagged;
  };
}
