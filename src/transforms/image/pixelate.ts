import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Side of a block, as a share of the shorter side. */
  readonly block: number;
};

/** Shows the picture in large blocks. */
export const pixelate = imageTransform({
  id: 'image.pixelate',
  title: 'Pixelate',
  summary:
    'Shows the picture in blocks of one colour, as censored or badly streamed pictures are. Labels stay as they are.',
  family: 'Quality',
  follows: 'pixelate of ImageNet-C (Hendrycks and Dietterich 2019); Albumentations Downscale with nearest neighbours',
  aliases: ['Pixelate', 'Downscale', 'mosaic censor', 'blocks', 'Superpixels', 'low resolution'],
  noun: 'pixelation',
  row: 'blocks of {block}',
  parameters: {
    block: shareRange({
      title: 'Block',
      help: 'Its side as a share of the shorter side.',
      max: 0.5,
      slider: [0, 0.1],
      step: 0.001,
      default: [0.01, 0.03],
    }),
  },
  draw: ({ block }, random): Drawn => ({ block: random.between(block, 4) }),
  describe: ({ block }) => (block === 0 ? '' : `blocks of ${percentWords(block, 1)}`),
  compile({ block }, { width, height }) {
    const side = block * Math.min(width, height);
    if (side <= 1) return [];
    const size = { width: Math.max(1, Math.round(width / side)), height: Math.max(1, Math.round(height / side)) };
    return [{ kind: 'coarsen', size, look: 'blocks' }];
  },
});
