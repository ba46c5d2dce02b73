import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import type { Point } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { displacementThrough } from '../../core/interpolate';
import { signedPercentWords } from '../../core/values';

/** Points a side of the grid in which the field is written down. */
const points = 17;
type Drawn = DrawnBorder & { readonly strength: number };

/** Bends the picture as a lens does. */
export const opticalDistortion = imageTransform({
  id: 'image.opticalDistortion',
  title: 'Lens distortion',
  summary: 'Bends straight lines as a wide lens does. Boxes, masks and keypoints follow.',
  family: 'Geometry',
  follows:
    'radial distortion of first order (Brown 1966): r′ = r · (1 + k · r²), r = 1 in the corners; Albumentations OpticalDistortion',
  aliases: ['OpticalDistortion', 'barrel', 'pincushion', 'fisheye', 'radial distortion', 'lens'],
  noun: 'lens distortion',
  parameters: {
    strength: {
      kind: 'range',
      title: 'Strength',
      help: 'How much farther from the middle the corners look: above 0 is a barrel, below 0 a pincushion.',
      min: -0.6,
      max: 1,
      slider: [-0.5, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [-0.25, 0.35],
    },
    ...borderParameters,
  },
  draw: ({ strength, border, fill }, random): Drawn => ({
    strength: random.between(strength, 3),
    ...drawnBorder(border, fill),
  }),
  describe: ({ strength }) => (strength === 0 ? '' : `lens distortion ${signedPercentWords(strength)}`),
  compile({ strength, ...border }, { width, height }) {
    if (strength === 0) return [];
    const corner = (width * width + height * height) / 4;
    const shift = (u: number, v: number): Point => {
      const [x, y] = [(u - 0.5) * width, (v - 0.5) * height];
      const grown = (strength * (x * x + y * y)) / corner;
      return [(u - 0.5) * grown, (v - 0.5) * grown];
    };
    return [{ kind: 'displace', ...displacementThrough(points, points, shift), ...edges(border) }];
  },
});
