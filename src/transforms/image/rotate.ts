import { compose, rotate as rotation, translate } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import { numberWords } from '../../core/values';

type Drawn = {
  readonly degrees: number;
  readonly border: 'reflect' | 'replicate' | 'constant' | 'wrap';
  /** With the constant border only. */
  readonly fill?: Color;
};

/** Turns the picture about its centre; its size stays. */
export const rotate = imageTransform({
  id: 'image.rotate',
  title: 'Rotate',
  summary: 'Turns the picture about its centre. Boxes, masks and keypoints turn with it.',
  family: 'Geometry',
  follows: 'Albumentations Rotate; borders as OpenCV BORDER_REFLECT, _REPLICATE, _CONSTANT, _WRAP',
  aliases: ['rotation', 'RandomRotation', 'SafeRotate', 'Affine', 'ShiftScaleRotate', 'angle'],
  noun: 'rotation',
  parameters: {
    degrees: {
      kind: 'range',
      title: 'Angle',
      help: 'Above 0 turns counter-clockwise.',
      min: -180,
      max: 180,
      slider: [-45, 45],
      step: 1,
      neutral: 0,
      unit: '°',
      default: [-10, 10],
    },
    border: {
      kind: 'choice',
      title: 'Edges',
      help: 'What is seen where the turned picture does not reach.',
      options: { reflect: 'Reflect', replicate: 'Replicate', constant: 'Constant', wrap: 'Wrap' },
      default: 'reflect',
    },
    fill: { kind: 'color', title: 'Fill', when: { border: ['constant'] }, default: [0, 0, 0] },
  },
  draw({ degrees, border, fill }, random): Drawn {
    const drawn = { degrees: random.between(degrees, 2), border };
    return border === 'constant' ? { ...drawn, fill } : drawn;
  },
  describe: ({ degrees }) => (degrees === 0 ? '' : `rotated ${numberWords(degrees, 1)}°`),
  compile({ degrees, border, fill }, size) {
    if (degrees === 0) return [];
    const [x, y] = [size.width / 2, size.height / 2];
    const matrix = compose(translate(x, y), rotation(degrees), translate(-x, -y));
    return [{ kind: 'geometry', matrix, size, border, fill: fill ?? [0, 0, 0] }];
  },
});
