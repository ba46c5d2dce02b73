import { randomFor } from '../../core/random';
import { chosen } from '../../core/replacing';
import type { Edit } from '../../core/spans';
import { textTransform } from '../../core/text';

/** Inserts synonyms of words of the text elsewhere in it. */
export const insert = textTransform({
  id: 'text.insert',
  title: 'Insert',
  summary: 'Inserts synonyms of the text’s own words at other places. Nothing is taken away; spans move along.',
  family: 'Noise',
  follows: 'EDA random insertion (Wei and Zou 2019)',
  aliases: ['RandomInsertion', 'EDA insertion', 'add words'],
  noun: 'insertion',
  shortfall: 'no word with a synonym',
  parameters: {
    words: {
      kind: 'range',
      title: 'Words',
      help: 'Inserted for each word that has a synonym; at least one.',
      min: 0,
      max: 1,
      slider: [0, 0.3],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.05, 0.1],
    },
  },
  draw({ words }, random, { text, lexicon }) {
    const share = random.between(words, 4);
    const own = randomFor(random.seed());
    const places = text.words.filter((w) => !w.kept && text.text[w.end] === ' ');
    const sources = text.tagged
      .map((word) => ({ candidates: lexicon.synonyms(word, 'likely') }))
      .filter(({ candidates }) => candidates.length > 0 && places.length > 0)
      .map(({ candidates }) => ({ candidates, rank: own.uniform(), pick: own.uniform(), place: own.uniform() }));
    const edits = new Map<number, Edit>(); // one word a place
    for (const { candidates, pick, place } of chosen(sources, share)) {
      const at = places[Math.floor(place * places.length)]!.end;
      edits.set(at, { at, was: '', now: ` ${candidates[Math.floor(pick * candidates.length)]!.text}` });
    }
    const list = [...edits.values()].sort((a, b) => a.at - b.at);
    return list.length > 0 || share === 0 ? { edits: list } : undefined;
  },
  describe: ({ edits }) =>
    edits.length === 0 ? '' : `${edits.length} ${edits.length === 1 ? 'word' : 'words'} inserted`,
});
