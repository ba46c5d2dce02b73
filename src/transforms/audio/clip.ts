import { audioTransform } from '../../core/audio';
import { percentWords } from '../../core/values';

type Drawn = { readonly share: number };

/** Overdrives the recording. */
export const clip = audioTransform({
  id: 'audio.clip',
  title: 'Clip',
  summary: 'Cuts the loudest samples off flat, as an overdriven microphone does. Labels stay as they are.',
  family: 'Quality',
  follows: 'audiomentations ClippingDistortion',
  aliases: ['ClippingDistortion', 'distortion', 'overdrive', 'saturation'],
  noun: 'clipping',
  parameters: {
    share: {
      kind: 'range',
      title: 'Samples cut off',
      min: 0,
      max: 0.9,
      slider: [0, 0.4],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.02, 0.15],
    },
  },
  draw: ({ share }, random): Drawn => ({ share: random.between(share, 4) }),
  describe: ({ share }) => (share === 0 ? '' : `clipped at ${percentWords(share, 1)} of samples`),
  compile: ({ share }) => (share === 0 ? [] : [{ kind: 'clip', share }]),
});
