import type { Size } from '../../core/geometry';
import { type Box, imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Distance of the squares, as a share of the shorter side. */
  readonly unit: number;
  /** Side of a square, as a share of that distance. */
  readonly ratio: number;
  /** Where the grid begins, as shares of that distance. */
  readonly x: number;
  readonly y: number;
  readonly content: 'color' | 'mean' | 'noise';
  readonly fill: Color;
  readonly seed: number;
};

/** Paints a grid of squares over. */
export const gridErase = imageTransform({
  id: 'image.gridErase',
  title: 'Erase a grid',
  summary:
    'Paints a regular grid of squares over: something of every object stays to be seen. Labels stay as they are.',
  family: 'Mixing and hiding',
  follows: 'GridMask (Chen et al. 2020), Albumentations GridDropout',
  aliases: ['GridMask', 'GridDropout', 'GridErase', 'grid cutout'],
  noun: 'grid',
  row: '{ratio} of each {unit}',
  parameters: {
    unit: {
      kind: 'range',
      title: 'Distance',
      help: 'From square to square, as a share of the shorter side.',
      min: 0.02,
      max: 1,
      slider: [0.05, 0.5],
      step: 0.01,
      percent: true,
      default: [0.12, 0.3],
    },
    ratio: shareRange({
      title: 'Square',
      help: 'Its side as a share of the distance.',
      slider: [0, 0.8],
      default: [0.4, 0.5],
    }),
    content: {
      kind: 'choice',
      title: 'Content',
      options: { color: 'One colour', mean: 'Mean colour of the picture', noise: 'Noise' },
      default: 'mean',
    },
    fill: { kind: 'color', title: 'Fill', when: { content: ['color'] }, default: [0, 0, 0] },
  },
  draw: ({ unit, ratio, content, fill }, random): Drawn => ({
    unit: random.between(unit, 4),
    ratio: random.between(ratio, 3),
    x: random.between([0, 1], 3),
    y: random.between([0, 1], 3),
    content,
    fill,
    seed: random.seed(),
  }),
  describe: ({ unit, ratio }) =>
    ratio === 0 ? '' : `grid of ${percentWords(unit)}, ${percentWords(ratio * ratio)} erased`,
  compile({ content, fill, seed, ...grid }, size) {
    const boxes = squares(grid, size);
    return boxes.length === 0 ? [] : [{ kind: 'erase', boxes, content, fill, seed }];
  },
});

function squares({ unit, ratio, x, y }: Pick<Drawn, 'unit' | 'ratio' | 'x' | 'y'>, { width, height }: Size): Box[] {
  const distance = Math.max(1, unit * Math.min(width, height));
  const boxes: Box[] = [];
  for (let top = (y - 1) * distance; top < height; top += distance) {
    for (let left = (x - 1) * distance; left < width; left += distance) {
      const box = {
        left: Math.max(0, Math.round(left)),
        top: Math.max(0, Math.round(top)),
        right: Math.min(width, Math.round(left + ratio * distance)),
        bottom: Math.min(height, Math.round(top + ratio * distance)),
      };
      if (box.right > box.left && box.bottom > box.top) boxes.push(box);
    }
  }
  return boxes;
}
