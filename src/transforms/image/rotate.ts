import { angleRange, turnedWords } from '../../core/alike';
import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import { about, rotate as rotation } from '../../core/geometry';
import { imageTransform } from '../../core/image';

type Drawn = DrawnBorder & { readonly degrees: number };

/** Turns the picture about its centre; its size stays. */
export const rotate = imageTransform({
  id: 'image.rotate',
  title: 'Rotate',
  summary: 'Turns the picture about its centre. Boxes, masks and keypoints turn with it.',
  family: 'Geometry',
  follows: 'Albumentations Rotate; borders as OpenCV BORDER_REFLECT, _REPLICATE, _CONSTANT, _WRAP',
  aliases: ['rotation', 'RandomRotation', 'SafeRotate', 'Affine', 'ShiftScaleRotate', 'angle'],
  noun: 'rotation',
  reorients: { degrees: 'degrees' },
  parameters: {
    degrees: angleRange([-10, 10]),
    ...borderParameters,
  },
  draw: ({ degrees, border, fill }, random): Drawn => ({
    degrees: random.between(degrees, 2),
    ...drawnBorder(border, fill),
  }),
  describe: ({ degrees }) => turnedWords(degrees),
  compile({ degrees, ...border }, size) {
    if (degrees === 0) return [];
    return [{ kind: 'geometry', matrix: about(rotation(degrees), size), size, ...edges(border) }];
  },
});
