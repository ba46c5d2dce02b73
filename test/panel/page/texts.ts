import type { Recipe } from '../../../src/core/recipe';
import { countWords } from '../../../src/core/replacing';
import { wordDiff } from '../../../src/core/word-diff';
import type { Draft, ReadyDataset, SampleRef, TileAsk } from '../../../src/protocol';
import type { Tile } from '../../../src/protocol-tiles';

/** Reviews as the design shows them: before, after, and the spans that labels name. */
const reviews = [
  ['1', 41, 'Woody Allen can write and deliver a one liner', 'Woody Allen can compose and deliver a one liner', 11],
  ['0', 118, 'the film is hampered by its plot', 'the movie is hindered by its plot', 0],
  ['1', 206, 'a forceful drama of an executive', 'a powerful drama of an executive', 0],
  ['0', 377, 'a tired, predictable waste of time', 'a tired, predictable waste of time', 0],
  ['1', 512, 'by the end you’re convinced: <b>yes</b>', 'by the end you’re persuaded: <b>yes</b>', 0],
  ['0', 690, `${'It goes on and on. '.repeat(60)}`, `${'It goes on and on. '.repeat(60)}`.replace('goes', 'runs'), 0],
] as const;

export const textSamples: readonly SampleRef[] = reviews.map(([label, row, text]) => ({
  source: `train.tsv#${row}`,
  classes: [label],
  bytes: text.length,
}));

const recipe: Recipe = {
  version: 1,
  modality: 'text',
  seed: 7,
  variants: 4,
  steps: [
    { transform: 'text.synonym', words: [0.1, 0.2] },
    { transform: 'text.typo', probability: 0.2 },
  ],
};
export const textDraft: Draft = { recipe, choice: { onlyVariants: false, allowEvaluationData: false } };

export const textDataset: ReadyDataset = {
  state: 'ready',
  title: 'reviews.tsv',
  facts: 'train: 6,920 texts in 2 classes',
  modality: 'text',
  classes: ['0', '1'],
  directional: [],
  problems: 0,
  columns: { names: ['id', 'sentence', 'label', 'author', 'date'], text: 'sentence', label: 'label' },
};

const shares = [
  ['powerful', 0.58],
  ['vigorous', 0.23],
  ['energetic', 0.13],
  ['dynamic', 0.06],
] as const;

const leftOut = { text: 'emphatic', because: 'rarer than the strict limit' };

export function textTile({ source, variant }: TileAsk): Tile {
  const [, , before, after, name] = reviews.find(([, row]) => source === `train.tsv#${row}`)!;
  const spans = name > 0 ? [{ start: 0, end: name, name: 'PERSON' }] : [];
  const candidates = shares.map(([text, share]) => ({ text, share }));
  const told = { candidates, wordClass: 'adjective', leftOut };
  const changes = wordDiff(before, after).map((c) => (before.startsWith('a forceful') ? { ...c, ...told } : c));
  const edits = changes.map(({ before: { start, end } }) => ({ at: start, was: before.slice(start, end), now: '' }));
  const drawn = {
    path: 'steps[0]',
    transform: 'text.synonym',
    drawn: { edits },
    words: countWords(edits, 'synonym', 'synonyms'),
  };
  const skipped = { path: 'steps[0]', transform: 'text.synonym', skipped: 'nothing to do', words: 'synonym' } as const;
  const typo = { path: 'steps[1]', transform: 'text.typo', skipped: 'chance', words: 'typo' } as const;
  return {
    kind: 'text',
    source,
    variant,
    output: source,
    steps: [edits.length > 0 ? drawn : skipped, typo],
    before: { text: before, spans },
    after: { text: after, spans },
    changes,
    notes: edits.length > 0 ? [] : ['left out: no replaceable word'],
  };
}
