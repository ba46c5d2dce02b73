import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = { readonly strength: number };

/** Spreads the levels of each colour evenly. */
export const equalize = imageTransform({
  id: 'image.equalize',
  title: 'Equalize',
  summary: 'Makes all levels of each colour about as frequent: flat pictures get contrast. Labels stay as they are.',
  family: 'Colour',
  follows: 'Pillow ImageOps.equalize, torchvision v2 RandomEqualize, Albumentations Equalize',
  aliases: ['Equalize', 'RandomEqualize', 'HistogramEqualization', 'auto levels'],
  noun: 'equalizing',
  parameters: {
    strength: shareRange({ title: 'Strength', help: 'The rest stays as it was.', default: [0.6, 1] }),
  },
  draw: ({ strength }, random): Drawn => ({ strength: random.between(strength, 3) }),
  describe: ({ strength }) => (strength === 0 ? '' : `equalized by ${percentWords(strength)}`),
  compile: ({ strength }) => (strength === 0 ? [] : [{ kind: 'levels', rule: 'equalize', strength }]),
});
