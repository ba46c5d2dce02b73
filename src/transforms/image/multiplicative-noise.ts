import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = { readonly spread: number; readonly perColor: boolean; readonly seed: number };

/** Multiplies each pixel by its own factor. */
export const multiplicativeNoise = imageTransform({
  id: 'image.multiplicativeNoise',
  title: 'Speckle',
  summary:
    'Multiplies each pixel by its own factor: light parts get more noise than dark ones. Labels stay as they are.',
  family: 'Quality',
  follows: 'Albumentations MultiplicativeNoise (elementwise), imgaug MultiplyElementwise',
  aliases: ['MultiplicativeNoise', 'MultiplyElementwise', 'SpeckleNoise', 'radar', 'ultrasound'],
  noun: 'speckle',
  row: '± {spread}',
  parameters: {
    spread: shareRange({
      title: 'Spread',
      help: 'Factors are even from 1 − spread to 1 + spread.',
      slider: [0, 0.6],
      default: [0.1, 0.3],
    }),
    perColor: { kind: 'boolean', title: 'Each colour by itself', default: false },
  },
  draw: ({ spread, perColor }, random): Drawn => ({ spread: random.between(spread, 3), perColor, seed: random.seed() }),
  describe: ({ spread }) => (spread === 0 ? '' : `speckle ± ${percentWords(spread)}`),
  compile: ({ spread, perColor, seed }) =>
    spread === 0 ? [] : [{ kind: 'grain', law: { law: 'multiply', spread, perColor }, seed }],
});
