import { audioTransform } from '../../core/audio';

type Drawn = { readonly bits: number };

/** Rounds the samples to few bits. */
export const bitCrush = audioTransform({
  id: 'audio.bitCrush',
  title: 'Bit crush',
  summary: 'Rounds the samples to few bits, as cheap converters do. Labels stay as they are.',
  family: 'Quality',
  follows: 'audiomentations BitCrush',
  aliases: ['BitCrush', 'quantize', 'bit depth', 'lo-fi'],
  noun: 'bit crush',
  parameters: {
    bits: {
      kind: 'range',
      title: 'Bits',
      min: 1,
      max: 24,
      slider: [4, 16],
      step: 1,
      integer: true,
      unit: 'bits',
      one: 'bit',
      default: [6, 12],
    },
  },
  draw: ({ bits }, random): Drawn => ({ bits: random.integer(bits) }),
  describe: ({ bits }) => `${bits} ${bits === 1 ? 'bit' : 'bits'}`,
  compile: ({ bits }) => [{ kind: 'quantize', bits }],
});
