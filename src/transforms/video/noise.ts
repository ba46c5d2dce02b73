import { numberWords } from '../../core/values';
import { videoTransform } from '../../core/video';

type Drawn = { readonly sigma: number; readonly seed: number };

/** Adds noise that is another one in each frame. */
export const noise = videoTransform({
  id: 'video.noise',
  title: 'Noise',
  summary:
    'Adds sensor-like noise, another one in each frame. Labels stay. Noise does not compress: files become many times larger.',
  family: 'Quality',
  follows: 'ffmpeg noise (temporal, gaussian); Albumentations GaussNoise in each frame',
  aliases: ['grain', 'GaussNoise', 'GaussianNoise', 'sensor', 'low light'],
  noun: 'noise',
  parameters: {
    sigma: {
      kind: 'range',
      title: 'Strength',
      help: 'Standard deviation of the brightness, in levels of 255. Colours get half of it.',
      min: 0,
      max: 50,
      slider: [0, 25],
      step: 0.5,
      neutral: 0,
      prefix: 'σ',
      unit: 'levels',
      default: [2, 8],
    },
  },
  draw: ({ sigma }, random): Drawn => ({ sigma: random.between(sigma, 2), seed: random.seed() }),
  describe: ({ sigma }) => (sigma === 0 ? '' : `noise σ ${numberWords(sigma, 1)}`),
  compile: ({ sigma, seed }) => (sigma === 0 ? [] : [{ kind: 'noise', sigma, seed }]),
});
