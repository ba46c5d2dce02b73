import { imageTransform } from '../../core/image';

type Drawn = { readonly factor: number };

/** Moves every colour away from mid-grey, or towards it. */
export const contrast = imageTransform({
  id: 'image.contrast',
  title: 'Contrast',
  summary: 'Stretches or squeezes the colours about mid-grey. Labels stay as they are.',
  family: 'Colour',
  follows: 'imgaug LinearContrast; torchvision ColorJitter, but about mid-grey and not the picture’s mean',
  aliases: ['RandomContrast', 'LinearContrast', 'RandomBrightnessContrast', 'ColorJitter', 'ContrastNormalization'],
  noun: 'contrast',
  parameters: {
    factor: {
      kind: 'range',
      title: 'Factor',
      help: 'Above 1 is more contrast; 0 is plain grey.',
      min: 0,
      max: 4,
      slider: [0.5, 2],
      step: 0.01,
      neutral: 1,
      prefix: '×',
      default: [0.8, 1.25],
    },
  },
  draw: ({ factor }, random): Drawn => ({ factor: random.between(factor, 3) }),
  describe: ({ factor }) => (factor === 1 ? '' : `contrast × ${factor.toFixed(2)}`),
  compile({ factor }) {
    if (factor === 1) return [];
    const bias = (1 - factor) / 2;
    return [{ kind: 'linear', gain: [factor, factor, factor], bias: [bias, bias, bias] }];
  },
});
