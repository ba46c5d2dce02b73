import { saturationMatrix } from '../../core/colors';
import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = { readonly strength: number };

/** Takes the colour away; the picture keeps its channels. */
export const grayscale = imageTransform({
  id: 'image.grayscale',
  title: 'Grey',
  summary: 'Takes the colour out of the picture, which keeps its three channels. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision v2 RandomGrayscale, Albumentations ToGray (Rec. 601)',
  aliases: ['grayscale', 'greyscale', 'gray', 'ToGray', 'RandomGrayscale', 'black and white', 'monochrome'],
  noun: 'grey',
  row: '{strength}',
  parameters: {
    strength: {
      kind: 'range',
      title: 'Strength',
      help: 'How much of the colour goes.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [1, 1],
    },
  },
  draw: ({ strength }, random): Drawn => ({ strength: random.between(strength, 3) }),
  describe: ({ strength }) => (strength === 0 ? '' : strength === 1 ? 'grey' : `${percentWords(strength)} grey`),
  compile: ({ strength }) =>
    strength === 0 ? [] : [{ kind: 'colors', matrix: saturationMatrix(Math.max(0, 1 - strength)) }],
});
