import type { Matrix } from '../../core/geometry';
import { imageTransform } from '../../core/image';

const orders = ['rbg', 'grb', 'gbr', 'brg', 'bgr'] as const;
type Drawn = { readonly order: (typeof orders)[number] };

/** Lets red, green and blue change places. */
export const channelShuffle = imageTransform({
  id: 'image.channelShuffle',
  title: 'Swap colours',
  summary: 'Lets red, green and blue change places, so that a model can’t go by colour alone. Labels stay as they are.',
  family: 'Colour',
  follows: 'Albumentations ChannelShuffle, torchvision v2 RandomChannelPermutation; never the order that there was',
  aliases: ['ChannelShuffle', 'RandomChannelPermutation', 'channel swap', 'BGR', 'RGB'],
  noun: 'swap of colours',
  row: 'to {order}',
  parameters: {
    order: {
      kind: 'choice',
      title: 'Order',
      options: { any: 'any other order', bgr: 'blue, green, red', gbr: 'green, blue, red', brg: 'blue, red, green' },
      default: 'any',
    },
  },
  draw({ order }, random): Drawn {
    const drawn = random.choose(orders); // always: another choice does not redraw
    return { order: order === 'any' ? drawn : order };
  },
  describe: ({ order }) => `colours in the order ${order}`,
  compile({ order }) {
    const rows = [...order].flatMap((from) => ['r', 'g', 'b'].map((color) => (color === from ? 1 : 0)));
    return [{ kind: 'colors', matrix: rows as unknown as Matrix }];
  },
});
