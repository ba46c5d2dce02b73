import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = { readonly amount: number; readonly salt: number; readonly seed: number };

/** Makes single pixels white or black. */
export const saltPepper = imageTransform({
  id: 'image.saltPepper',
  title: 'Salt and pepper',
  summary: 'Makes single pixels white or black, as broken sensors and bad lines do. Labels stay as they are.',
  family: 'Quality',
  follows: 'Albumentations SaltAndPepper, imgaug SaltAndPepper, scikit-image random_noise',
  aliases: ['SaltAndPepper', 'ImpulseNoise', 'PixelDropout', 'dead pixels', 's&p'],
  noun: 'salt and pepper',
  row: '{amount} of pixels',
  parameters: {
    amount: shareRange({
      title: 'Pixels',
      help: 'Share of all.',
      slider: [0, 0.2],
      step: 0.001,
      default: [0.01, 0.04],
    }),
    salt: {
      kind: 'number',
      title: 'Salt',
      help: 'Share of these that becomes white; the others become black.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      percent: true,
      default: 0.5,
    },
  },
  draw: ({ amount, salt }, random): Drawn => ({ amount: random.between(amount, 4), salt, seed: random.seed() }),
  describe: ({ amount }) => (amount === 0 ? '' : `${percentWords(amount, 1)} salt and pepper`),
  compile: ({ amount, salt, seed }) =>
    amount === 0 ? [] : [{ kind: 'grain', law: { law: 'salt and pepper', amount, salt }, seed }],
});
