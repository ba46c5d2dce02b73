import { embeddingTransform } from '../../core/embedding';
import { drawMix, mixParameters, mixWords } from '../../core/mix';

/** Blends the row with another one, and the targets by the same weight. */
export const mixup = embeddingTransform({
  id: 'embedding.mixup',
  title: 'Mix-up',
  summary: 'Blends the row with another one of the training data. The label becomes a mix by the same weights.',
  family: 'Mixing and hiding',
  follows: 'mixup (Zhang et al. 2018)',
  aliases: ['mixup', 'MixUp', 'blend', 'interpolation', 'soft labels'],
  noun: 'mix-up',
  row: '{1-weight} of another',
  mixes: true,
  parameters: mixParameters('row'),
  draw: drawMix,
  describe: mixWords,
  compile: ({ partner, weight }) => (weight === 1 ? [] : [{ kind: 'mix', partner, weight }]),
});
