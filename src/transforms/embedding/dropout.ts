import { embeddingTransform } from '../../core/embedding';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  readonly features: number;
  readonly to: 'zero' | 'mean';
  readonly rescale: boolean;
  readonly seed: number;
};

/** Hides features that are chosen afresh for each row. */
export const dropout = embeddingTransform({
  id: 'embedding.dropout',
  title: 'Dropout',
  summary: 'Sets features that are chosen afresh for each row to zero, or to their mean. The label stays.',
  family: 'Mixing and hiding',
  follows: 'dropout (Srivastava et al. 2014)',
  aliases: ['dropout', 'feature dropout', 'masking', 'nn.Dropout'],
  noun: 'dropout',
  row: '{features}',
  parameters: {
    features: shareRange({
      title: 'Features',
      help: 'Share of the features; at least one.',
      slider: [0, 0.5],
      default: [0.05, 0.15],
    }),
    to: {
      kind: 'choice',
      title: 'Set to',
      options: { zero: 'Zero', mean: 'Its mean' },
      default: 'zero',
    },
    rescale: {
      kind: 'boolean',
      title: 'Rescale the others',
      help: 'Divides them by the share that is left, as dropout layers do.',
      default: false,
    },
  },
  draw: ({ features, to, rescale }, random): Drawn => ({
    features: random.between(features, 4),
    to,
    rescale,
    seed: random.seed(),
  }),
  describe: ({ features }) => (features === 0 ? '' : `${percentWords(features)} of the features hidden`),
  compile: ({ features, to, rescale, seed }) =>
    features === 0 ? [] : [{ kind: 'drop', share: features, to, rescale, seed }],
});
