import { imageTransform } from '../../core/image';
import type { Disc } from '../../core/image-filters';
import type { Color } from '../../core/parameters';
import { randomFor } from '../../core/random';
import { shareRange } from '../../core/shares-parameter';

type Drawn = {
  readonly spots: number;
  /** Radius of the largest, as a share of the shorter side. */
  readonly size: number;
  readonly opacity: number;
  readonly color: Color;
  readonly seed: number;
};

/** Puts spots of dirt on the lens. */
export const lensDirt = imageTransform({
  id: 'image.lensDirt',
  title: 'Dirt on the lens',
  summary: 'Puts blurred spots of dirt or drops on the lens. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'Albumentations Spatter and the spatter of ImageNet-C (Hendrycks and Dietterich 2019), out of focus',
  aliases: ['Spatter', 'dirt', 'mud', 'dust', 'raindrops', 'smudge'],
  noun: 'dirt',
  row: '{spots}',
  parameters: {
    spots: {
      kind: 'range',
      title: 'Spots',
      min: 0,
      max: 200,
      slider: [0, 60],
      step: 1,
      neutral: 0,
      integer: true,
      unit: 'spots',
      one: 'spot',
      default: [8, 25],
    },
    size: {
      kind: 'range',
      title: 'Size',
      help: 'Radius of the largest, as a share of the shorter side.',
      min: 0.005,
      max: 0.5,
      slider: [0.01, 0.2],
      step: 0.005,
      percent: true,
      default: [0.04, 0.1],
    },
    opacity: shareRange({ title: 'Hides', help: 'What the middle of a spot hides.', default: [0.4, 0.75] }),
    color: { kind: 'color', title: 'Colour', default: [64, 54, 44] },
  },
  draw: ({ spots, size, opacity, color }, random): Drawn => ({
    spots: random.integer(spots),
    size: random.between(size, 4),
    opacity: random.between(opacity, 3),
    color,
    seed: random.seed(),
  }),
  describe: ({ spots, opacity }) =>
    spots === 0 || opacity === 0 ? '' : `${spots} ${spots === 1 ? 'spot' : 'spots'} on the lens`,
  compile({ spots, size, opacity, color, seed }, { width, height }) {
    if (spots === 0 || opacity === 0) return [];
    const random = randomFor('dirt', seed);
    const largest = size * Math.min(width, height);
    const discs = Array.from(
      { length: spots },
      (): Disc => [random.uniform() * width, random.uniform() * height, largest * random.between([0.2, 1])],
    );
    return [{ kind: 'overlay', overlay: { shape: 'discs', discs, core: 0.25 }, color, opacity }];
  },
});
