import { imageTransform } from '../../core/image';

type Drawn = { readonly white: number; readonly seed: number };

/** Shows the picture as counted photons. */
export const shotNoise = imageTransform({
  id: 'image.shotNoise',
  title: 'Shot noise',
  summary: 'Shows the picture as few counted photons, as in the dark or under a microscope. Labels stay as they are.',
  family: 'Quality',
  follows: 'shot noise of ImageNet-C (Hendrycks and Dietterich 2019), Albumentations ShotNoise: Poisson counts',
  aliases: ['ShotNoise', 'PoissonNoise', 'AdditivePoissonNoise', 'photon noise', 'low light'],
  noun: 'shot noise',
  row: '{photons} at white',
  parameters: {
    photons: {
      kind: 'range',
      title: 'Photons at white',
      help: 'Fewer are noisier.',
      min: 1,
      max: 10000,
      slider: [10, 500],
      step: 1,
      integer: true,
      unit: 'photons',
      one: 'photon',
      default: [40, 200],
    },
  },
  draw: ({ photons }, random): Drawn => ({ white: random.integer(photons), seed: random.seed() }),
  describe: ({ white }) => `shot noise of ${white} photons`,
  compile: ({ white, seed }) => [{ kind: 'grain', law: { law: 'photons', white }, seed }],
});
