import { imageTransform } from '../../core/image';
import type { Disc } from '../../core/image-filters';
import { randomFor } from '../../core/random';
import { shareRange } from '../../core/shares-parameter';

type Drawn = {
  readonly flakes: number;
  /** Diameter of the largest, as a share of the shorter side. */
  readonly size: number;
  readonly pale: number;
  readonly seed: number;
};

/** Lets snow fall through the picture. */
export const snow = imageTransform({
  id: 'image.snow',
  title: 'Snow',
  summary: 'Draws falling snow, and makes the day paler. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'Albumentations RandomSnow (texture), imgaug Snowflakes',
  aliases: ['RandomSnow', 'Snowflakes', 'FastSnowyLandscape', 'flakes', 'weather'],
  noun: 'snow',
  row: '{flakes}',
  parameters: {
    flakes: {
      kind: 'range',
      title: 'Flakes',
      min: 0,
      max: 3000,
      slider: [0, 1500],
      step: 10,
      neutral: 0,
      integer: true,
      unit: 'flakes',
      one: 'flake',
      default: [200, 600],
    },
    size: {
      kind: 'range',
      title: 'Size',
      help: 'Of the largest flake, as a share of the shorter side.',
      min: 0.002,
      max: 0.1,
      slider: [0.005, 0.05],
      step: 0.001,
      percent: true,
      default: [0.01, 0.025],
    },
    pale: shareRange({ title: 'Paler by', help: 'Where there is any snow.', slider: [0, 0.5], default: [0.05, 0.2] }),
  },
  draw: ({ flakes, size, pale }, random): Drawn => ({
    flakes: random.integer(flakes),
    size: random.between(size, 4),
    pale: random.between(pale, 3),
    seed: random.seed(),
  }),
  describe: ({ flakes }) => (flakes === 0 ? '' : `snow, ${flakes} flakes`),
  compile({ flakes, size, pale, seed }, { width, height }) {
    if (flakes === 0) return [];
    const random = randomFor('snow', seed);
    const largest = (size * Math.min(width, height)) / 2;
    const discs = Array.from({ length: flakes }, (): Disc => {
      const near = random.uniform(); // most are far away, and small
      return [random.uniform() * width, random.uniform() * height, largest * (0.25 + 0.75 * near * near * near)];
    });
    const gain = 1 - pale;
    return [
      { kind: 'linear', gain: [gain, gain, gain], bias: [pale * 0.95, pale * 0.96, pale] },
      { kind: 'overlay', overlay: { shape: 'discs', discs, core: 0.4 }, color: [250, 252, 255], opacity: 0.9 },
    ];
  },
});
