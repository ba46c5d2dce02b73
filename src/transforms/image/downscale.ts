import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Share of the width and height that is left in between. */
  readonly scale: number;
};

/** Makes the picture small and large again. */
export const downscale = imageTransform({
  id: 'image.downscale',
  title: 'Lower resolution',
  summary: 'Makes the picture small and large again: detail is lost, size and labels stay.',
  family: 'Quality',
  follows: 'Albumentations Downscale',
  aliases: ['Downscale', 'low resolution', 'RandomDownscale', 'LowResolution', 'upsample', 'resolution'],
  noun: 'lower resolution',
  row: 'to {scale}',
  parameters: {
    scale: {
      kind: 'range',
      title: 'Resolution left',
      help: 'Share of the width and height in between.',
      min: 0.01,
      max: 1,
      slider: [0.1, 1],
      step: 0.01,
      neutral: 1,
      percent: true,
      default: [0.25, 0.6],
    },
  },
  draw: ({ scale }, random): Drawn => ({ scale: random.between(scale, 3) }),
  describe: ({ scale }) => (scale === 1 ? '' : `resolution ${percentWords(scale)}`),
  compile({ scale }, { width, height }) {
    if (scale === 1) return [];
    const size = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
    return [{ kind: 'coarsen', size, look: 'smooth' }];
  },
});
