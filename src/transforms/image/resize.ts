import { compose, type Matrix, scale, translate } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';

type Drawn = {
  readonly width: number;
  readonly height: number;
  readonly fit: 'stretch' | 'cover' | 'contain';
  /** With `contain` only. */
  readonly fill?: Color;
};

const pixels = (title: string) =>
  ({
    kind: 'number',
    title,
    min: 1,
    max: 8192,
    slider: [32, 1280],
    step: 1,
    integer: true,
    unit: 'px',
    default: 640,
  }) as const;

/** Brings every picture to one size. */
export const resize = imageTransform({
  id: 'image.resize',
  title: 'Resize',
  summary: 'Brings every picture to one size. Boxes, masks and keypoints are scaled with it.',
  family: 'Geometry',
  follows: 'Albumentations Resize, LetterBox and SmallestMaxSize with CenterCrop; torchvision v2 Resize',
  aliases: ['Resize', 'LetterBox', 'LongestMaxSize', 'SmallestMaxSize', 'CenterCrop', 'imgsz', 'scale'],
  noun: 'resize',
  row: '{width} × {height}',
  parameters: {
    width: pixels('Width'),
    height: pixels('Height'),
    fit: {
      kind: 'choice',
      title: 'Shape',
      help: 'What happens where the shapes differ.',
      options: { contain: 'Add a margin', cover: 'Cut off what is too much', stretch: 'Stretch' },
      default: 'contain',
    },
    fill: { kind: 'color', title: 'Margin', when: { fit: ['contain'] }, default: [114, 114, 114] },
  },
  draw: ({ width, height, fit, fill }): Drawn => ({ width, height, fit, ...(fit === 'contain' && { fill }) }),
  describe: ({ width, height }) => `resized to ${width} × ${height}`,
  compile({ width, height, fit, fill }, from) {
    const [x, y] = [width / from.width, height / from.height];
    const even = fit === 'cover' ? Math.max(x, y) : Math.min(x, y);
    const centred: Matrix = compose(
      translate(width / 2, height / 2),
      scale(even, even),
      translate(-from.width / 2, -from.height / 2),
    );
    const stretched = fit === 'stretch' || x === y;
    return [
      {
        kind: 'geometry',
        matrix: stretched ? scale(x, y) : centred,
        size: { width, height },
        border: fit === 'contain' && !stretched ? 'constant' : 'none',
        fill: fill ?? [0, 0, 0],
      },
    ];
  },
});
