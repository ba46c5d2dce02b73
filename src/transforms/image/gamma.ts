import { imageTransform } from '../../core/image';

type Drawn = { readonly exponent: number };

/** Lightens or darkens the middle tones; black and white stay. */
export const gamma = imageTransform({
  id: 'image.gamma',
  title: 'Gamma',
  summary: 'Lightens or darkens the middle tones; black and white stay. Labels stay as they are.',
  family: 'Colour',
  follows: 'torchvision adjust_gamma, Albumentations RandomGamma: out = in ^ gamma',
  aliases: ['RandomGamma', 'GammaContrast', 'adjust_gamma', 'exposure', 'midtones'],
  noun: 'gamma',
  parameters: {
    gamma: {
      kind: 'range',
      title: 'Exponent',
      help: 'Below 1 lightens, above 1 darkens.',
      min: 0.1,
      max: 10,
      slider: [0.4, 2.5],
      step: 0.01,
      neutral: 1,
      default: [0.65, 1.5],
    },
  },
  draw: ({ gamma }, random): Drawn => ({ exponent: random.between(gamma, 3) }),
  describe: ({ exponent }) => (exponent === 1 ? '' : `gamma ${exponent.toFixed(2)}`),
  compile: ({ exponent }) => (exponent === 1 ? [] : [{ kind: 'curve', curve: 'gamma', value: exponent }]),
});
