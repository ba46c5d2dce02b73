import { mirroring } from '../../core/alike';
import type { Matrix } from '../../core/geometry';
import { imageTransform } from '../../core/image';

/** Mirrors the picture. */
export const flip = imageTransform({
  ...mirroring,
  id: 'image.flip',
  summary:
    'Mirrors the picture. Boxes, masks and keypoints are mirrored with it; left and right keypoints change places.',
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
  compile({ axis }, size) {
    const { width, height } = size;
    const matrix: Matrix = axis === 'horizontal' ? [-1, 0, width, 0, 1, 0, 0, 0, 1] : [1, 0, 0, 0, -1, height, 0, 0, 1];
    return [{ kind: 'geometry', matrix, size, border: 'none', fill: [0, 0, 0] }];
  },
});
