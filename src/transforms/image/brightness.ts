import { imageTransform } from '../../core/image';
import { signedPercentWords } from '../../core/values';

type Drawn = { readonly offset: number };

/** Adds the same to every colour. */
export const brightness = imageTransform({
  id: 'image.brightness',
  title: 'Brightness',
  summary: 'Makes the whole picture lighter or darker by an offset. Labels stay as they are.',
  family: 'Colour',
  follows: 'Albumentations RandomBrightnessContrast (brightness_by_max)',
  aliases: ['light', 'exposure', 'RandomBrightness', 'RandomBrightnessContrast', 'ColorJitter', 'Add'],
  noun: 'brightness',
  parameters: {
    offset: {
      kind: 'range',
      title: 'Offset',
      help: 'Share of the full scale, from black to white.',
      min: -1,
      max: 1,
      slider: [-0.5, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [-0.15, 0.15],
    },
  },
  draw: ({ offset }, random): Drawn => ({ offset: random.between(offset, 4) }),
  describe: ({ offset }) => (offset === 0 ? '' : `brightness ${signedPercentWords(offset)}`),
  compile: ({ offset }) => (offset === 0 ? [] : [{ kind: 'linear', gain: [1, 1, 1], bias: [offset, offset, offset] }]),
});
