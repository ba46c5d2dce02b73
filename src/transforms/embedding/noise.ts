import { embeddingTransform } from '../../core/embedding';
import { shareRange } from '../../core/shares-parameter';
import { numberWords, percentWords } from '../../core/values';

type Drawn = { readonly features: number; readonly sigma: number; readonly seed: number };

/** Adds Gaussian noise to features that are chosen afresh for each row. */
export const noise = embeddingTransform({
  id: 'embedding.noise',
  title: 'Noise',
  summary: 'Adds Gaussian noise to features that are chosen afresh for each row. The label stays.',
  family: 'Values',
  follows: 'Gaussian noise on inputs (Bishop 1995)',
  aliases: ['jitter', 'gaussian noise', 'GaussianNoise', 'perturbation'],
  noun: 'noise',
  row: 'σ {sigma}, {features}',
  parameters: {
    sigma: {
      kind: 'range',
      title: 'Sigma',
      help: 'In standard deviations of each feature over the training rows.',
      min: 0,
      max: 10,
      slider: [0, 1],
      step: 0.01,
      neutral: 0,
      unit: 'sd',
      default: [0.1, 0.25],
    },
    features: shareRange({
      title: 'Features',
      help: 'Share of the features; at least one.',
      step: 0.01,
      default: [0.5, 0.5],
    }),
  },
  draw: ({ sigma, features }, random): Drawn => ({
    sigma: random.between(sigma, 4),
    features: random.between(features, 4),
    seed: random.seed(),
  }),
  describe: ({ sigma, features }) =>
    sigma === 0 || features === 0 ? '' : `noise of ${numberWords(sigma)} sd on ${percentWords(features)}`,
  compile: ({ sigma, features, seed }) =>
    sigma === 0 || features === 0 ? [] : [{ kind: 'noise', share: features, sigma, seed }],
});
