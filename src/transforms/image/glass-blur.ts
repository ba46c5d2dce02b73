import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Share of the shorter side. */
  readonly reach: number;
  readonly rounds: number;
  readonly seed: number;
};

/** Shows the picture as through frosted glass. */
export const glassBlur = imageTransform({
  id: 'image.glassBlur',
  title: 'Frosted glass',
  summary: 'Lets neighbouring pixels change places, as frosted glass does. Labels stay as they are.',
  family: 'Blur and sharpness',
  follows: 'glass blur of ImageNet-C (Hendrycks and Dietterich 2019), Albumentations GlassBlur',
  aliases: ['GlassBlur', 'frosted', 'PixelShuffle', 'GlassNoise'],
  noun: 'frosted glass',
  row: 'up to {reach}',
  parameters: {
    reach: shareRange({
      title: 'Distance',
      help: 'How far pixels go, as a share of the shorter side; a pixel at least.',
      max: 0.05,
      slider: [0, 0.02],
      step: 0.001,
      default: [0.004, 0.01],
    }),
    rounds: { kind: 'number', title: 'Rounds', min: 1, max: 10, slider: [1, 5], step: 1, integer: true, default: 2 },
  },
  draw: ({ reach, rounds }, random): Drawn => ({ reach: random.between(reach, 5), rounds, seed: random.seed() }),
  describe: ({ reach }) => (reach === 0 ? '' : `frosted glass, ${percentWords(reach, 1)}`),
  compile({ reach, rounds, seed }, { width, height }) {
    if (reach === 0) return [];
    const pixels = Math.max(1, Math.round(reach * Math.min(width, height)));
    return [
      { kind: 'scatter', reach: pixels, rounds, seed },
      { kind: 'blur', sigma: 0.7 }, // as the paper: what was moved is smoothed a little
    ];
  },
});
