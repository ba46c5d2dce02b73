import { imageTransform } from '../../core/image';
import { lineKernel } from '../../core/kernels';
import { numberWords, percentWords } from '../../core/values';

type Drawn = {
  /** Share of the shorter side. */
  readonly length: number;
  readonly degrees: number;
};

/** Smears the picture along a line. */
export const motionBlur = imageTransform({
  id: 'image.motionBlur',
  title: 'Motion blur',
  summary: 'Smears the picture along a line, as a camera that moves does. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'Albumentations MotionBlur, imgaug MotionBlur',
  aliases: ['MotionBlur', 'camera shake', 'smear', 'directional blur'],
  noun: 'motion blur',
  row: '{length} long',
  parameters: {
    length: {
      kind: 'range',
      title: 'Length',
      help: 'Share of the shorter side.',
      min: 0,
      max: 0.2,
      slider: [0, 0.1],
      step: 0.001,
      neutral: 0,
      percent: true,
      default: [0.01, 0.04],
    },
    degrees: {
      kind: 'range',
      title: 'Direction',
      help: '0° is sideways; above 0 turns counter-clockwise.',
      min: -90,
      max: 90,
      slider: [-90, 90],
      step: 1,
      unit: '°',
      default: [-90, 90],
    },
  },
  draw: ({ length, degrees }, random): Drawn => ({
    length: random.between(length, 4),
    degrees: random.between(degrees, 1),
  }),
  describe: ({ length, degrees }) =>
    length === 0 ? '' : `motion blur ${percentWords(length, 1)} at ${numberWords(degrees, 0)}°`,
  compile({ length, degrees }, { width, height }) {
    const pixels = length * Math.min(width, height);
    return pixels === 0 ? [] : [{ kind: 'convolve', taps: lineKernel(pixels, degrees) }];
  },
});
