import { audioTransform, type NoiseColor } from '../../core/audio';
import { numberWords } from '../../core/values';

type Drawn = { readonly snr: number; readonly color: NoiseColor; readonly seed: number };

/** Adds noise at an exact signal-to-noise ratio. */
export const noise = audioTransform({
  id: 'audio.noise',
  title: 'Noise',
  summary:
    'Adds noise at an exact signal-to-noise ratio. A clip that would overload is lowered as a whole, and that is recorded.',
  family: 'Quality',
  follows: 'audiomentations AddGaussianSNR, AddColorNoise',
  aliases: ['hiss', 'AddGaussianSNR', 'AddGaussianNoise', 'AddColorNoise', 'white noise', 'pink noise', 'brown noise'],
  noun: 'noise',
  row: '{snr}, {color}',
  parameters: {
    snr: {
      kind: 'range',
      title: 'Signal to noise',
      help: 'Higher is cleaner. Measured over the whole clip.',
      min: -20,
      max: 100,
      slider: [0, 40],
      step: 1,
      unit: 'dB',
      default: [12, 25],
    },
    color: {
      kind: 'choice',
      title: 'Colour',
      options: { white: 'White', pink: 'Pink', brown: 'Brown' },
      default: 'white',
    },
  },
  draw: ({ snr, color }, random): Drawn => ({ snr: random.between(snr, 2), color, seed: random.seed() }),
  describe: ({ snr, color }) => `${color === 'white' ? '' : `${color} `}noise at ${numberWords(snr, 1)} dB`,
  compile: ({ snr, color, seed }) => [{ kind: 'noise', snr, color, seed }],
});
