import { imageTransform } from '../../core/image';
import { numberWords } from '../../core/values';

type Drawn = { readonly lightness: number; readonly color: number; readonly seed: number };

const levels = (title: string, help: string, usual: readonly [number, number]) =>
  ({
    kind: 'range',
    title,
    help,
    min: 0,
    max: 100,
    slider: [0, 40],
    step: 1,
    neutral: 0,
    prefix: 'σ',
    unit: 'levels',
    default: usual,
  }) as const;

/** Adds the noise of a camera in poor light. */
export const isoNoise = imageTransform({
  id: 'image.isoNoise',
  title: 'Camera noise',
  summary: 'Adds the grain and the coloured specks of a camera in poor light. Labels stay as they are.',
  family: 'Quality',
  follows: 'Albumentations ISONoise: noise of lightness and of colour, each by itself',
  aliases: ['ISONoise', 'grain', 'sensor noise', 'chroma noise', 'high ISO'],
  noun: 'camera noise',
  row: 'grain {lightness}, colour {color}',
  parameters: {
    lightness: levels('Grain', 'Standard deviation of the lightness, which all colours share.', [4, 14]),
    color: levels('Coloured specks', 'Standard deviation of each colour; lightness stays.', [4, 14]),
  },
  draw: ({ lightness, color }, random): Drawn => ({
    lightness: random.between(lightness, 2),
    color: random.between(color, 2),
    seed: random.seed(),
  }),
  describe: ({ lightness, color }) =>
    lightness === 0 && color === 0 ? '' : `camera noise ${numberWords(lightness, 1)} and ${numberWords(color, 1)}`,
  compile: ({ lightness, color, seed }) =>
    lightness === 0 && color === 0 ? [] : [{ kind: 'grain', law: { law: 'iso', lightness, color }, seed }],
});
