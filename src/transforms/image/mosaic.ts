import { type Box, boxOf, coverMatrix, imageTransform } from '../../core/image';
import { partnerParameter } from '../../core/partner-parameter';
import { rounded } from '../../core/random';
import type { DrawnMix } from '../../core/targets';

type Drawn = {
  /** Where the four pictures meet, as shares of width and height. */
  readonly x: number;
  readonly y: number;
  /** The three others, in the order in which they are put over: top right, bottom left, bottom right. */
  readonly mixes: readonly [DrawnMix, DrawnMix, DrawnMix];
};

/** Four pictures in one, this one at the top left. */
export const mosaic = imageTransform({
  id: 'image.mosaic',
  title: 'Mosaic',
  summary:
    'Puts this picture and three others into one. Boxes, masks and keypoints of all four go along, and labels mix by area.',
  family: 'Mixing and hiding',
  follows: 'mosaic of YOLOv4 (Bochkovskiy et al. 2020); each picture covers its part',
  aliases: ['Mosaic', 'RandomMosaic', 'four in one', 'collage', 'yolo'],
  noun: 'mosaic',
  row: 'meeting at {centre}',
  mixes: true,
  parameters: {
    centre: {
      kind: 'range',
      title: 'Where they meet',
      help: 'Drawn for width and height, from the top left corner; this picture is before it.',
      min: 0.1,
      max: 0.9,
      slider: [0.1, 0.9],
      step: 0.01,
      percent: true,
      default: [0.35, 0.65],
    },
    partner: { ...partnerParameter, title: 'Other pictures' },
  },
  draw({ centre, partner }, random, sample): Drawn | undefined {
    const [x, y] = [random.between(centre, 4), random.between(centre, 4)];
    const others = [0, 1, 2].map(() => sample.partner(random, partner));
    if (others.some((other) => other === undefined)) return undefined;
    const [a, b, c] = others as [string, string, string];
    // Each mix leaves so much of what was there that all end with their share of the area.
    const last = 1 - (1 - x) * (1 - y);
    const middle = 1 - (x * (1 - y)) / last;
    const first = 1 - ((1 - x) * y) / (last * middle);
    const mix = (other: string, weight: number): DrawnMix => ({ partner: other, weight: rounded(weight, 6) });
    return { x, y, mixes: [mix(a, first), mix(b, middle), mix(c, last)] };
  },
  describe: ({ mixes }) =>
    `mosaic with ${mixes.map((m) => m.partner.slice(m.partner.lastIndexOf('/') + 1)).join(', ')}`,
  compile({ x, y, mixes }, size) {
    const [across, down] = [Math.round(x * size.width), Math.round(y * size.height)];
    const { right, bottom } = boxOf(size);
    const own: Box = { left: 0, top: 0, right: across, bottom: down };
    const parts: readonly Box[] = [
      { left: across, top: 0, right, bottom: down },
      { left: 0, top: down, right: across, bottom },
      { left: across, top: down, right, bottom },
    ];
    const isSeen = (box: Box) => box.right > box.left && box.bottom > box.top;
    const pastes = mixes.map((mix, i) => ({ kind: 'paste', ...mix, to: parts[i]!, fit: 'box' }) as const);
    return [
      ...(isSeen(own)
        ? [{ kind: 'geometry', matrix: coverMatrix(size, own), size, border: 'none', fill: [0, 0, 0] } as const]
        : []),
      ...pastes.filter(({ to }) => isSeen(to)),
    ];
  },
});
