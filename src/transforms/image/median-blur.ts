import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Share of the shorter side. */
  readonly radius: number;
};

/** Smooths the picture and keeps its edges. */
export const medianBlur = imageTransform({
  id: 'image.medianBlur',
  title: 'Median blur',
  summary: 'Smooths details away and keeps edges, as strong noise removal does. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'Albumentations MedianBlur, OpenCV medianBlur',
  aliases: ['MedianBlur', 'denoise', 'median filter', 'beauty filter', 'ModeFilter'],
  noun: 'median blur',
  row: 'radius {radius}',
  parameters: {
    radius: shareRange({
      title: 'Radius',
      help: 'Of the square, as a share of the shorter side; a pixel at least.',
      max: 0.03,
      slider: [0, 0.02],
      step: 0.001,
      default: [0.003, 0.01],
    }),
  },
  draw: ({ radius }, random): Drawn => ({ radius: random.between(radius, 5) }),
  describe: ({ radius }) => (radius === 0 ? '' : `median of ${percentWords(radius, 1)}`),
  compile({ radius }, { width, height }) {
    const pixels = Math.max(1, Math.round(radius * Math.min(width, height)));
    return radius === 0 ? [] : [{ kind: 'median', radius: pixels }];
  },
});
