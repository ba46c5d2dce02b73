import { drawErased, erasedBoxes, erasedParameters, erasedWords } from '../../core/alike';
import { imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import type { Share } from '../../core/shares';

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
    ...erasedParameters(most, 8),
    content: {
      kind: 'choice',
      title: 'Content',
      options: { color: 'One colour', mean: 'Mean colour of the picture', noise: 'Noise' },
      default: 'color',
    },
    fill: { kind: 'color', title: 'Fill', when: { content: ['color'] }, default: [128, 128, 128] },
  },
  draw({ count, area, content, fill }, random): Drawn {
    return { areas: drawErased(count, area, most, random), content, fill, seed: random.seed() };
  },
  describe: ({ areas }) => erasedWords(areas),
  compile({ areas, content, fill, seed }, size) {
    const boxes = erasedBoxes(areas, size);
    return boxes.length === 0 ? [] : [{ kind: 'erase', boxes, content, fill, seed }];
  },
});
