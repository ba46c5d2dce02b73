import { mirroring } from '../../core/alike';
import { videoTransform } from '../../core/video';

/** Mirrors every frame. */
export const flip = videoTransform({
  ...mirroring,
  id: 'video.flip',
  summary: 'Mirrors every frame of the clip alike. Boxes are mirrored with it.',
  follows: 'torchvision v2 RandomHorizontalFlip on video, with one draw a clip',
  aliases: ['mirror', 'HorizontalFlip', 'VerticalFlip', 'RandomHorizontalFlip', 'hflip', 'vflip'],
  compile: ({ axis }) => [{ kind: 'mirror', axis }],
});
