import type { Matrix, Size } from '../../core/geometry';
import { imageTransform } from '../../core/image';

const turns = ['diagonal', 'antidiagonal', 'left', 'right'] as const;
type Turn = (typeof turns)[number];
/** A mirror over a diagonal is one over an axis and a quarter turn. */
const mirrored = ['horizontal', 'vertical', 'quarter turn'] as const;

type Drawn = { readonly turn: Turn };

const words: Readonly<Record<Turn, string>> = {
  diagonal: 'rows and columns swapped',
  antidiagonal: 'rows and columns swapped from the other corner',
  left: 'a quarter turn to the left',
  right: 'a quarter turn to the right',
};

/** Swaps rows and columns: each pixel is copied, and width and height change places. */
export const transpose = imageTransform({
  id: 'image.transpose',
  title: 'Transpose',
  summary: 'Swaps rows and columns, or turns by a quarter. Boxes, masks and keypoints move with the pixels.',
  family: 'Geometry',
  follows: 'Albumentations Transpose, RandomRotate90 and the odd half of D4',
  aliases: ['Transpose', 'RandomRotate90', 'D4', 'Rot90', 'quarter turn', 'SquareSymmetry'],
  noun: 'transposition',
  parameters: {
    turn: {
      kind: 'choice',
      title: 'How',
      options: {
        diagonal: 'rows ↔ columns',
        antidiagonal: 'rows ↔ columns, other corner',
        left: 'quarter turn left',
        right: 'quarter turn right',
        'either turn': 'quarter turn, either way',
        any: 'any of the four',
      },
      default: 'diagonal',
    },
  },
  draw({ turn }, random): Drawn {
    const drawn = random.integer([0, 3]); // always: another choice does not redraw
    if (turn === 'any') return { turn: turns[drawn]! };
    return { turn: turn === 'either turn' ? (drawn < 2 ? 'left' : 'right') : turn };
  },
  describe: ({ turn }) => words[turn],
  reorients: {
    choice: 'turn',
    words: {
      diagonal: mirrored,
      antidiagonal: mirrored,
      left: ['quarter turn'],
      right: ['quarter turn'],
      'either turn': ['quarter turn'],
      any: mirrored,
    },
  },
  compile({ turn }, size) {
    const { width, height } = size;
    return [
      {
        kind: 'geometry',
        matrix: matrixOf(turn, size),
        size: { width: height, height: width },
        border: 'none',
        fill: [0, 0, 0],
      },
    ];
  },
});

function matrixOf(turn: Turn, { width, height }: Size): Matrix {
  switch (turn) {
    case 'diagonal':
      return [0, 1, 0, 1, 0, 0, 0, 0, 1];
    case 'antidiagonal':
      return [0, -1, height, -1, 0, width, 0, 0, 1];
    case 'left':
      return [0, 1, 0, -1, 0, width, 0, 0, 1];
    case 'right':
      return [0, -1, height, 1, 0, 0, 0, 0, 1];
  }
}
