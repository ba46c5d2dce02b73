import { imageTransform } from '../../core/image';
import { numberWords } from '../../core/values';

type Drawn = { readonly sigma: number; readonly seed: number };

/** Adds sensor-like noise, independent for each pixel and colour. */
export const noise = imageTransform({
  id: 'image.noise',
  title: 'Noise',
  summary: 'Adds gaussian noise, independent for each pixel and colour. Labels stay as they are.',
  family: 'Quality',
  follows: 'Albumentations GaussNoise, imgaug AdditiveGaussianNoise',
  aliases: ['grain', 'GaussNoise', 'GaussianNoise', 'AdditiveGaussianNoise', 'ISONoise'],
  noun: 'noise',
  parameters: {
    sigma: {
      kind: 'range',
      title: 'Strength',
      help: 'Standard deviation, in levels of 255.',
      min: 0,
      max: 100,
      slider: [0, 40],
      step: 1,
      neutral: 0,
      prefix: 'σ',
      unit: 'levels',
      default: [4, 12],
    },
  },
  draw: ({ sigma }, random): Drawn => ({ sigma: random.between(sigma, 2), seed: random.seed() }),
  describe: ({ sigma }) => (sigma === 0 ? '' : `noise σ ${numberWords(sigma, 1)}`),
  compile: ({ sigma, seed }) => (sigma === 0 ? [] : [{ kind: 'noise', sigma, seed }]),
});
