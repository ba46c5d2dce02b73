import { saturationMatrix } from '../../core/colors';
import { imageTransform } from '../../core/image';

type Drawn = { readonly factor: number };

/** Moves every colour away from its own grey, or towards it. */
export const saturation = imageTransform({
  id: 'image.saturation',
  title: 'Saturation',
  summary: 'Makes colours stronger or paler, down to grey. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision adjust_saturation, Pillow ImageEnhance.Color',
  aliases: ['ColorJitter', 'HueSaturationValue', 'hsv_s', 'RandomSaturation', 'MultiplySaturation', 'vibrance'],
  noun: 'saturation',
  parameters: {
    factor: {
      kind: 'range',
      title: 'Factor',
      help: 'Above 1 is more colour; 0 is grey.',
      min: 0,
      max: 4,
      slider: [0, 2],
      step: 0.01,
      neutral: 1,
      prefix: '×',
      default: [0.6, 1.5],
    },
  },
  draw: ({ factor }, random): Drawn => ({ factor: random.between(factor, 3) }),
  describe: ({ factor }) => (factor === 1 ? '' : `saturation × ${factor.toFixed(2)}`),
  compile: ({ factor }) => (factor === 1 ? [] : [{ kind: 'colors', matrix: saturationMatrix(factor) }]),
});
