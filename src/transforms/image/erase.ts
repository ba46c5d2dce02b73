import { power } from '../../core/exact';
import { boxOfArea, imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import { rounded } from '../../core/random';
import { boxIn, type Share } from '../../core/shares';
import { percentWords } from '../../core/values';

type Drawn = {
  readonly areas: readonly Share[];
  readonly content: 'color' | 'mean' | 'noise';
  readonly fill: Color;
  readonly seed: number;
};

const most = 20;

/** Paints rectangles over, so that a model can't rely on one detail. */
export const erase = imageTransform({
  id: 'image.erase',
  title: 'Erase',
  summary: 'Paints rectangles over parts of the picture, as if something stood before it. Labels stay as they are.',
  family: 'Mixing and hiding',
  follows: 'Random Erasing (Zhong et al. 2020); Cutout (DeVries and Taylor 2017)',
  aliases: ['cutout', 'RandomErasing', 'CoarseDropout', 'Cutout', 'occlusion', 'GridDropout'],
  noun: 'erase',
  row: '{count} of {area}',
  parameters: {
    count: {
      kind: 'range',
      title: 'Areas',
      min: 0,
      max: most,
      slider: [0, 8],
      step: 1,
      neutral: 0,
      integer: true,
      unit: 'areas',
      one: 'area',
      default: [1, 1],
    },
    area: {
      kind: 'range',
      title: 'Size of each',
      help: 'Share of the picture.',
      min: 0,
      max: 1,
      slider: [0, 0.3],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.02, 0.1],
    },
    content: {
      kind: 'choice',
      title: 'Content',
      options: { color: 'One colour', mean: 'Mean colour of the picture', noise: 'Noise' },
      default: 'color',
    },
    fill: { kind: 'color', title: 'Fill', when: { content: ['color'] }, default: [128, 128, 128] },
  },
  draw({ count, area, content, fill }, random): Drawn {
    const wanted = random.integer(count);
    const areas = Array.from({ length: most }, (): Share => {
      // All are drawn, and the first are taken: one more area leaves the others where they are.
      const box = boxOfArea(random.between(area), power(2, random.between([-1, 1])));
      const [width, height] = [rounded(box.width, 4), rounded(box.height, 4)];
      return { x: random.between([0, 1 - width], 4), y: random.between([0, 1 - height], 4), width, height };
    });
    return { areas: areas.slice(0, wanted), content, fill, seed: random.seed() };
  },
  describe({ areas }) {
    const shares = areas.map((a) => a.width * a.height).filter((share) => share > 0);
    if (shares.length === 0) return '';
    if (shares.length === 1) return `1 area of ${percentWords(shares[0]!, 1)} erased`;
    return `${shares.length} areas, ${percentWords(shares.reduce((sum, share) => sum + share, 0))} erased`;
  },
  compile({ areas, content, fill, seed }, size) {
    const boxes = areas.map((area) => boxIn(area, size)).filter((b) => b.right > b.left && b.bottom > b.top);
    return boxes.length === 0 ? [] : [{ kind: 'erase', boxes, content, fill, seed }];
  },
});
