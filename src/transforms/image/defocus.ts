import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Share of the shorter side. */
  readonly radius: number;
};

/** Puts the picture out of focus: points become discs. */
export const defocus = imageTransform({
  id: 'image.defocus',
  title: 'Defocus',
  summary: 'Puts the picture out of focus: points of light become discs. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'Albumentations Defocus; ImageNet-C (Hendrycks and Dietterich 2019)',
  aliases: ['Defocus', 'bokeh', 'lens blur', 'ZoomBlur', 'out of focus'],
  noun: 'defocus',
  row: 'discs of {radius}',
  parameters: {
    radius: shareRange({
      title: 'Radius',
      help: 'Share of the shorter side.',
      max: 0.05,
      slider: [0, 0.03],
      step: 0.001,
      default: [0.005, 0.015],
    }),
  },
  draw: ({ radius }, random): Drawn => ({ radius: random.between(radius, 5) }),
  describe: ({ radius }) => (radius === 0 ? '' : `defocus ${percentWords(radius, 1)}`),
  compile: ({ radius }, { width, height }) =>
    radius === 0 ? [] : [{ kind: 'defocus', radius: radius * Math.min(width, height) }],
});
