import { imageTransform } from '../../core/image';

type Drawn = { readonly clip: number; readonly tiles: number };

/** Equalizes each part of the picture by itself, within limits. */
export const clahe = imageTransform({
  id: 'image.clahe',
  title: 'Local contrast',
  summary: 'Evens out light and dark in each part of the picture by itself (CLAHE). Labels stay as they are.',
  family: 'Colour',
  follows: 'Contrast limited adaptive histogram equalization (Zuiderveld 1994) of the gray; Albumentations CLAHE',
  aliases: ['CLAHE', 'adaptive histogram', 'local contrast', 'x-ray'],
  noun: 'local contrast',
  row: 'limit {clip}',
  parameters: {
    clip: {
      kind: 'range',
      title: 'Limit',
      help: 'How often a level may count, in multiples of its even share: higher is stronger.',
      min: 1,
      max: 40,
      slider: [1, 10],
      step: 0.1,
      prefix: '×',
      default: [1.5, 4],
    },
    tiles: {
      kind: 'number',
      title: 'Parts a side',
      min: 1,
      max: 32,
      slider: [1, 16],
      step: 1,
      integer: true,
      default: 8,
    },
  },
  draw: ({ clip, tiles }, random): Drawn => ({ clip: random.between(clip, 2), tiles }),
  describe: ({ clip }) => `local contrast up to × ${clip.toFixed(1)}`,
  compile: ({ clip, tiles }) => [{ kind: 'clahe', clip, tiles }],
});
