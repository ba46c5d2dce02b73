import { imageTransform } from '../../core/image';

type Drawn = { readonly bits: number };

/** Leaves few levels of each colour. */
export const posterize = imageTransform({
  id: 'image.posterize',
  title: 'Posterize',
  summary: 'Leaves few levels of each colour, as a poster print does. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision v2 RandomPosterize, Pillow ImageOps.posterize, Albumentations Posterize',
  aliases: ['Posterize', 'RandomPosterize', 'quantize', 'levels', 'bit depth'],
  noun: 'posterizing',
  row: 'to {bits}',
  parameters: {
    bits: {
      kind: 'range',
      title: 'Bits left',
      help: 'Of each colour: 3 bits are 8 levels.',
      min: 1,
      max: 8,
      slider: [1, 8],
      step: 1,
      integer: true,
      neutral: 8,
      unit: 'bits',
      one: 'bit',
      default: [2, 4],
    },
  },
  draw: ({ bits }, random): Drawn => ({ bits: random.integer(bits) }),
  describe: ({ bits }) => (bits === 8 ? '' : `${2 ** bits} levels of each colour`),
  compile: ({ bits }) => (bits === 8 ? [] : [{ kind: 'curve', curve: 'posterize', value: bits }]),
});
