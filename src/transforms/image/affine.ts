import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import { about, compose, isIdentity, scale as scaling, shear, translate } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { numberWords, signedPercentWords } from '../../core/values';

type Drawn = DrawnBorder & {
  /** Shares of width and height; above 0 to the right and down. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Degrees; above 0 the top goes to the left, and the left side up. */
  readonly shearX: number;
  readonly shearY: number;
};

const shift = (title: string) =>
  ({
    kind: 'range',
    title,
    min: -1,
    max: 1,
    slider: [-0.3, 0.3],
    step: 0.01,
    neutral: 0,
    percent: true,
    default: [-0.06, 0.06],
  }) as const;

const slant = (title: string, most: number) =>
  ({
    kind: 'range',
    title,
    min: -60,
    max: 60,
    slider: [-30, 30],
    step: 1,
    neutral: 0,
    unit: '°',
    default: [-most, most],
  }) as const;

/** Moves, enlarges and slants the picture about its centre; its size stays. */
export const affine = imageTransform({
  id: 'image.affine',
  title: 'Move, scale, shear',
  summary: 'Moves, enlarges and slants the picture. Boxes, masks and keypoints move with it.',
  family: 'Geometry',
  follows: 'Albumentations Affine, torchvision v2 RandomAffine',
  aliases: ['translate', 'shift', 'zoom', 'Affine', 'RandomAffine', 'ShiftScaleRotate', 'ShearX', 'TranslateX'],
  noun: 'move',
  row: 'by {translateX,translateY}',
  parameters: {
    translateX: shift('Sideways'),
    translateY: shift('Up and down'),
    scale: {
      kind: 'range',
      title: 'Scale',
      min: 0.1,
      max: 10,
      slider: [0.5, 2],
      step: 0.01,
      neutral: 1,
      prefix: '×',
      default: [0.9, 1.1],
    },
    shearX: slant('Slant sideways', 8),
    shearY: slant('Slant upwards', 0),
    ...borderParameters,
  },
  draw: ({ translateX, translateY, scale, shearX, shearY, border, fill }, random): Drawn => ({
    x: random.between(translateX, 4),
    y: random.between(translateY, 4),
    scale: random.between(scale, 3),
    shearX: random.between(shearX, 2),
    shearY: random.between(shearY, 2),
    ...drawnBorder(border, fill),
  }),
  describe({ x, y, scale, shearX, shearY }) {
    const words = [];
    if (x !== 0 || y !== 0) words.push(`moved ${signedPercentWords(x)} ${signedPercentWords(y)}`);
    if (scale !== 1) words.push(`scaled × ${scale.toFixed(2)}`);
    if (shearX !== 0 || shearY !== 0) words.push(`slanted ${numberWords(shearX, 1)}° ${numberWords(shearY, 1)}°`);
    return words.join(', ');
  },
  compile({ x, y, scale, shearX, shearY, ...border }, size) {
    const centred = about(compose(scaling(scale, scale), shear(shearX, shearY)), size);
    const matrix = compose(translate(x * size.width, y * size.height), centred);
    return isIdentity(matrix) ? [] : [{ kind: 'geometry', matrix, size, ...edges(border) }];
  },
});
