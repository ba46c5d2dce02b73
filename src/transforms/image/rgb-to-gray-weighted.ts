import type { Matrix } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Shares of red, green and blue, which sum to 1. */
  readonly weights: readonly [number, number, number];
};

const weight = (title: string) =>
  ({
    kind: 'range',
    title,
    min: 0,
    max: 1,
    slider: [0, 1],
    step: 0.01,
    percent: true,
    default: [0, 1],
  }) as const;

/** Makes the picture grey, with weights of its own for the colours. */
export const rgbToGrayWeighted = imageTransform({
  id: 'image.rgbToGrayWeighted',
  title: 'Grey by weights',
  summary: 'Makes the picture grey as other films and sensors would see the colours. Labels stay as they are.',
  family: 'Colour',
  follows: 'channel mixing of black and white film; Albumentations ToGray (weighted_average) with drawn weights',
  aliases: ['ToGray', 'RandomGrayscale', 'channel mixer', 'weighted grayscale', 'RandomColorsToGray'],
  noun: 'grey by weights',
  row: '{red,green,blue} of each',
  parameters: { red: weight('Red'), green: weight('Green'), blue: weight('Blue') },
  draw({ red, green, blue }, random): Drawn {
    const drawn = [random.between(red, 3), random.between(green, 3), random.between(blue, 3)];
    const sum = drawn.reduce((total, v) => total + v, 0);
    return { weights: drawn.map((v) => (sum > 0 ? v / sum : 1 / 3)) as unknown as Drawn['weights'] };
  },
  describe: ({ weights }) => `grey of ${weights.map((w) => percentWords(w)).join(', ')}`,
  compile: ({ weights }) => [{ kind: 'colors', matrix: [...weights, ...weights, ...weights] as unknown as Matrix }],
});
