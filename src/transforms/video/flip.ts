import { videoTransform } from '../../core/video';

type Drawn = { readonly axis: 'horizontal' | 'vertical' };

/** Mirrors every frame. */
export const flip = videoTransform({
  id: 'video.flip',
  title: 'Flip',
  summary: 'Mirrors every frame of the clip alike. Boxes are mirrored with it.',
  family: 'Geometry',
  follows: 'torchvision v2 RandomHorizontalFlip on video, with one draw a clip',
  aliases: ['mirror', 'HorizontalFlip', 'VerticalFlip', 'RandomHorizontalFlip', 'hflip', 'vflip'],
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
  compile: ({ axis }) => [{ kind: 'mirror', axis }],
});
