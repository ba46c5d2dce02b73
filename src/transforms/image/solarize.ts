import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = { readonly threshold: number };

/** Inverts what is lighter than a threshold. */
export const solarize = imageTransform({
  id: 'image.solarize',
  title: 'Solarize',
  summary: 'Inverts what is lighter than a threshold, as an overexposed film does. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision v2 RandomSolarize, Pillow ImageOps.solarize, Albumentations Solarize',
  aliases: ['Solarize', 'RandomSolarize', 'overexpose'],
  noun: 'solarizing',
  row: 'from {threshold}',
  parameters: {
    threshold: {
      kind: 'range',
      title: 'Threshold',
      help: 'Share of the full scale; what is at or above it is inverted.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      neutral: 1,
      percent: true,
      default: [0.5, 0.8],
    },
  },
  draw: ({ threshold }, random): Drawn => ({ threshold: random.between(threshold, 3) }),
  describe: ({ threshold }) => (threshold === 1 ? '' : `solarized from ${percentWords(threshold)}`),
  compile: ({ threshold }) => (threshold === 1 ? [] : [{ kind: 'curve', curve: 'solarize', value: threshold }]),
});
