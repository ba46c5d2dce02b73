import { randomFor } from '../../core/random';
import { chosen } from '../../core/replacing';
import type { Edit } from '../../core/spans';
import { textTransform } from '../../core/text';

/** Writes words in other capitals. */
export const casing = textTransform({
  id: 'text.casing',
  title: 'Casing',
  summary: 'Writes words in capitals, in small letters or with a capital first. Spans stay where they are.',
  family: 'Noise',
  follows: 'AugLy ChangeCase; nlpaug RandomCharAug',
  aliases: ['ChangeCase', 'upper case', 'lower case', 'capitals', 'title case'],
  noun: 'casing',
  row: '{words} of words',
  shortfall: 'no letter changes its case',
  parameters: {
    words: {
      kind: 'range',
      title: 'Words',
      help: 'Share of the words that would change; at least one.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.1, 0.3],
    },
    to: {
      kind: 'choice',
      title: 'Becomes',
      options: { lower: 'small letters', upper: 'CAPITALS', title: 'Capital First', any: 'Any of these' },
      default: 'any',
    },
  },
  draw({ words, to }, random, { text }) {
    const share = random.between(words, 4);
    const own = randomFor(random.seed());
    const ranked = text.words.map((word) => ({ word, rank: own.uniform(), pick: own.integer([0, 2]) }));
    const changing = ranked
      .map(({ word, rank, pick }) => ({
        rank,
        edit: { at: word.start, was: word.text, now: written(word.text, to, pick) },
        word,
      }))
      .filter(({ word, edit }) => !word.kept && edit.now !== edit.was);
    const edits = chosen(changing, share).map(({ edit }): Edit => edit);
    edits.sort((a, b) => a.at - b.at);
    return edits.length > 0 || share === 0 ? { edits } : undefined;
  },
  describe: ({ edits }) =>
    edits.length === 0 ? '' : `${edits.length} ${edits.length === 1 ? 'word' : 'words'} in other case`,
});

function written(word: string, to: 'lower' | 'upper' | 'title' | 'any', pick: number): string {
  const way = to === 'any' ? (['lower', 'upper', 'title'] as const)[pick]! : to;
  if (way === 'lower') return word.toLowerCase();
  if (way === 'upper') return word.toUpperCase();
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
