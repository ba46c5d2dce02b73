import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = { readonly strength: number };

/** Makes a negative of the picture. */
export const invert = imageTransform({
  id: 'image.invert',
  title: 'Invert',
  summary: 'Makes a negative: light becomes dark, and each colour its opposite. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision v2 RandomInvert, Albumentations InvertImg',
  aliases: ['InvertImg', 'RandomInvert', 'negative', 'Invert'],
  noun: 'inversion',
  parameters: {
    strength: shareRange({ title: 'Strength', help: '50 % is plain grey, 100 % the negative.', default: [1, 1] }),
  },
  draw: ({ strength }, random): Drawn => ({ strength: random.between(strength, 3) }),
  describe: ({ strength }) =>
    strength === 0 ? '' : strength === 1 ? 'inverted' : `inverted by ${percentWords(strength)}`,
  compile({ strength }) {
    if (strength === 0) return [];
    const gain = 1 - 2 * strength;
    return [{ kind: 'linear', gain: [gain, gain, gain], bias: [strength, strength, strength] }];
  },
});
