import { imageTransform } from '../../core/image';
import { sharpnessKernel } from '../../core/kernels';
import { numberWords } from '../../core/values';

type Drawn = { readonly amount: number };

/** Strengthens what differs between neighbouring pixels. */
export const sharpen = imageTransform({
  id: 'image.sharpen',
  title: 'Sharpen',
  summary: 'Strengthens edges, as cameras and telephones do. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'torchvision v2 RandomAdjustSharpness and Pillow ImageEnhance.Sharpness, with factor 1 + amount',
  aliases: ['Sharpen', 'UnsharpMask', 'RandomAdjustSharpness', 'RandomSharpness', 'Emboss', 'edges'],
  noun: 'sharpening',
  parameters: {
    amount: {
      kind: 'range',
      title: 'Amount',
      help: '0 leaves the picture as it is.',
      min: 0,
      max: 20,
      slider: [0, 8],
      step: 0.1,
      neutral: 0,
      default: [1, 4],
    },
  },
  draw: ({ amount }, random): Drawn => ({ amount: random.between(amount, 2) }),
  describe: ({ amount }) => (amount === 0 ? '' : `sharpened by ${numberWords(amount, 1)}`),
  compile: ({ amount }) => (amount === 0 ? [] : [{ kind: 'convolve', taps: sharpnessKernel(1 + amount) }]),
});
