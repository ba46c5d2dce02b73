import type { Recipe } from '../../../src/core/recipe';
import type { Draft, ReadyDataset, SampleRef, TileAsk } from '../../../src/protocol';
import type { PointCloud, Tile } from '../../../src/protocol-tiles';

/** Three groups of flowers as points: the first far away, the others side by side. */
const labels = ['setosa', 'versicolor', 'virginica'];
const wave = (n: number) => Math.sin(n * 12.9898) * 0.9;

function cloudOf(rows: number): PointCloud {
  const centre = [-2.7, 0.6, 2.2];
  const each = rows / 3;
  const label = Int16Array.from({ length: rows }, (_, i) => Math.floor(i / each));
  return {
    x: Float32Array.from(label, (own, i) => centre[own]! + 0.6 * wave(i)),
    y: Float32Array.from(label, (_, i) => 0.7 * wave(i * 7 + 3)),
    label,
    labels,
    share: 0.977,
    compared: rows,
    rows,
  };
}
const clouds = { embeddings: cloudOf(150), 'many-embeddings': { ...cloudOf(1500), rows: 20_000 } };

export const isEmbeddings = (word: string): word is keyof typeof clouds => word in clouds;

const chosen = [4, 22, 60, 83, 106, 138];
export const vectorSamples: readonly SampleRef[] = chosen.map((row) => ({
  source: `iris.npy#${row}`,
  classes: [labels[Math.floor(row / 50)]!],
  bytes: 16,
}));

const recipe: Recipe = {
  version: 1,
  modality: 'embedding',
  seed: 7,
  variants: 4,
  steps: [
    { transform: 'embedding.noise', sigma: [0.25, 0.25], features: [0.5, 0.5] },
    { transform: 'embedding.mixup', disabled: true },
  ],
};
export const vectorDraft: Draft = { recipe, choice: { onlyVariants: false, allowEvaluationData: false } };

export const vectorDataset: ReadyDataset = {
  state: 'ready',
  title: 'iris.npy',
  facts: '150 rows of 4 features in 3 classes',
  modality: 'embedding',
  classes: labels,
  directional: [],
  problems: 0,
};

/** Row 83 is nearest to another class, as before; row 106 is so only after. */
export function vectorTile(word: keyof typeof clouds, { source, variant, before }: TileAsk): Tile {
  const row = Number(source.split('#')[1]);
  const label = labels[Math.floor(row / 50)]!;
  const cloud = clouds[word];
  const at = { x: cloud.x[row]!, y: cloud.y[row]! };
  const near = (of: string, n: number) => ({ row: `iris.npy#${n}`, label: of });
  const strange = row === 83;
  const drawn = { sigma: 0.25, features: 0.5, seed: row };
  return {
    kind: 'embedding',
    source,
    variant,
    output: source,
    label,
    steps: [
      { path: 'steps[0]', transform: 'embedding.noise', drawn, words: 'noise of 0.25 sd on 50 %' },
      { path: 'steps[1]', transform: 'embedding.mixup', skipped: 'off', words: 'mix-up' },
    ],
    before: { ...at, nearest: near(strange ? 'virginica' : label, strange ? 133 : row + 1) },
    after: {
      x: at.x + 0.4 * wave(row),
      y: at.y + 0.4 * wave(row + 5),
      nearest: near(strange ? 'virginica' : row === 106 ? 'versicolor' : label, row === 106 ? 57 : row + 2),
    },
    moved: 0.3 + (row % 10) / 20,
    ...(before && { cloud }),
    notes: [],
  };
}
