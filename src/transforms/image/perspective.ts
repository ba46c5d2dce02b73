import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import { type Point, toQuad } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = DrawnBorder & {
  /** How far each corner goes inward, as shares of width and height: top left, top right, bottom right, bottom left. */
  readonly corners: readonly [Point, Point, Point, Point];
};

/** Moves each corner of the picture inward by its own share. */
export const perspective = imageTransform({
  id: 'image.perspective',
  title: 'Perspective',
  summary: 'Looks at the picture from another side. Boxes, masks and keypoints follow.',
  family: 'Geometry',
  follows: 'torchvision v2 RandomPerspective, Albumentations Perspective',
  aliases: ['tilt', 'homography', 'RandomPerspective', 'Perspective', 'PerspectiveTransform', 'keystone'],
  noun: 'perspective',
  row: 'corners {distortion} inward',
  parameters: {
    distortion: {
      kind: 'range',
      title: 'Corners inward',
      help: 'How far each corner moves, drawn for each side of each corner. Share of width and height.',
      min: 0,
      max: 0.45,
      slider: [0, 0.3],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0, 0.12],
    },
    ...borderParameters,
  },
  draw({ distortion, border, fill }, random): Drawn {
    const corner = (): Point => [random.between(distortion, 4), random.between(distortion, 4)];
    return { corners: [corner(), corner(), corner(), corner()], ...drawnBorder(border, fill) };
  },
  describe({ corners }) {
    const most = Math.max(...corners.flat());
    return most === 0 ? '' : `perspective, corners up to ${percentWords(most)} inward`;
  },
  compile({ corners, ...border }, size) {
    if (corners.every(([x, y]) => x === 0 && y === 0)) return [];
    const { width, height } = size;
    const [a, b, c, d] = corners.map(([x, y]): Point => [x * width, y * height]) as [Point, Point, Point, Point];
    const matrix = toQuad(size, [
      [a[0], a[1]],
      [width - b[0], b[1]],
      [width - c[0], height - c[1]],
      [d[0], height - d[1]],
    ]);
    return [{ kind: 'geometry', matrix, size, ...edges(border) }];
  },
});
