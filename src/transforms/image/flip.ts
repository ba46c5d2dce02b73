import type { Matrix } from '../../core/geometry';
import { imageTransform } from '../../core/image';

type Drawn = { readonly axis: 'horizontal' | 'vertical' };

/** Mirrors the picture. */
export const flip = imageTransform({
  id: 'image.flip',
  title: 'Flip',
  summary:
    'Mirrors the picture. Boxes, masks and keypoints are mirrored with it; left and right keypoints change places.',
  family: 'Geometry',
  follows: 'torchvision v2 RandomHorizontalFlip, RandomVerticalFlip',
  aliases: [
    'mirror',
    'HorizontalFlip',
    'VerticalFlip',
    'RandomHorizontalFlip',
    'RandomVerticalFlip',
    'Fliplr',
    'Flipud',
  ],
  noun: 'flip',
  parameters: {
    axis: {
      kind: 'choice',
      title: 'Direction',
      options: { horizontal: 'left ↔ right', vertical: 'top ↕ bottom', either: 'either way' },
      default: 'horizontal',
    },
  },
  draw({ axis }, random): Drawn {
    const either = random.uniform() < 0.5 ? 'horizontal' : 'vertical'; // drawn always: a changed axis does not redraw
    return { axis: axis === 'either' ? either : axis };
  },
  describe: ({ axis }) => (axis === 'horizontal' ? 'flipped' : 'flipped top to bottom'),
  reorients: {
    choice: 'axis',
    words: { horizontal: ['horizontal'], vertical: ['vertical'], either: ['horizontal', 'vertical'] },
  },
  compile({ axis }, size) {
    const { width, height } = size;
    const matrix: Matrix = axis === 'horizontal' ? [-1, 0, width, 0, 1, 0, 0, 0, 1] : [1, 0, 0, 0, -1, height, 0, 0, 1];
    return [{ kind: 'geometry', matrix, size, border: 'none', fill: [0, 0, 0] }];
  },
});
