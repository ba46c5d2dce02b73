import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import { imageTransform } from '../../core/image';
import { randomFor } from '../../core/random';
import { percentWords } from '../../core/values';

type Drawn = DrawnBorder & {
  /** Of the distance between two points of the grid. */
  readonly strength: number;
  readonly points: number;
  readonly seed: number;
};

/** Moves the points of a grid at random, and the picture smoothly with them. */
export const elastic = imageTransform({
  id: 'image.elastic',
  title: 'Elastic',
  summary: 'Bends the picture smoothly at random, as a sheet of rubber. Boxes, masks and keypoints bend with it.',
  family: 'Geometry',
  follows:
    'Simard et al. 2003 with a B-spline grid as in U-Net (Ronneberger et al. 2015); Albumentations ElasticTransform',
  aliases: ['ElasticTransform', 'ElasticTransformation', 'rubber', 'ThinPlateSpline', 'PiecewiseAffine', 'warp'],
  noun: 'elastic',
  row: '{strength}, {points} points',
  parameters: {
    strength: {
      kind: 'range',
      title: 'Strength',
      help: 'How far a point of the grid moves, as a share of the distance to the next: nothing folds over.',
      min: 0,
      max: 0.5,
      slider: [0, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.2, 0.45],
    },
    points: {
      kind: 'number',
      title: 'Points a side',
      help: 'Few bend broadly, many ripple.',
      min: 3,
      max: 24,
      slider: [3, 16],
      step: 1,
      integer: true,
      unit: 'points',
      default: 6,
    },
    ...borderParameters,
  },
  draw: ({ strength, points, border, fill }, random): Drawn => ({
    strength: random.between(strength, 3),
    points,
    seed: random.seed(),
    ...drawnBorder(border, fill),
  }),
  describe: ({ strength }) => (strength === 0 ? '' : `bent by ${percentWords(strength)}`),
  compile({ strength, points, seed, ...border }) {
    if (strength === 0) return [];
    const random = randomFor('elastic', seed);
    const most = strength / (points - 1);
    const shifts = () => Array.from({ length: points * points }, () => random.between([-most, most]));
    return [{ kind: 'displace', columns: points, rows: points, dx: shifts(), dy: shifts(), ...edges(border) }];
  },
});
