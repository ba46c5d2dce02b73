import { imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';

const colors = ['red', 'green', 'blue'] as const;
type Drawn = {
  readonly dropped: readonly (typeof colors)[number][];
  /** What the dropped colours become, as a share of the full scale. */
  readonly level: number;
};

/** Takes one or two of red, green and blue away. */
export const channelDropout = imageTransform({
  id: 'image.channelDropout',
  title: 'Drop colours',
  summary: 'Takes one or two of red, green and blue away. Labels stay as they are.',
  family: 'Colour',
  follows: 'Albumentations ChannelDropout',
  aliases: ['ChannelDropout', 'Dropout per channel', 'colour channel'],
  noun: 'loss of colours',
  row: '{count}',
  parameters: {
    count: {
      kind: 'range',
      title: 'Colours',
      min: 0,
      max: 2,
      slider: [0, 2],
      step: 1,
      neutral: 0,
      integer: true,
      unit: 'colours',
      one: 'colour',
      default: [1, 1],
    },
    level: {
      kind: 'number',
      title: 'Becomes',
      help: 'Share of the full scale.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      percent: true,
      default: 0,
    },
  },
  draw({ count, level }, random): Drawn {
    const [first, second] = [random.integer([0, 2]), random.integer([1, 2])];
    const order = [first, (first + second) % 3].map((i) => colors[i]!);
    return { dropped: order.slice(0, random.integer(count)), level };
  },
  describe: ({ dropped }) => (dropped.length === 0 ? '' : `without ${dropped.join(' and ')}`),
  compile({ dropped, level }) {
    if (dropped.length === 0) return [];
    const each = (gone: number, there: number) =>
      colors.map((color) => (dropped.includes(color) ? gone : there)) as unknown as Color;
    return [{ kind: 'linear', gain: each(0, 1), bias: each(level, 0) }];
  },
});
