import { power } from '../../core/exact';
import { boxOfArea } from '../../core/image';
import type { Color } from '../../core/parameters';
import { rounded } from '../../core/random';
import { boxIn, type Share } from '../../core/shares';
import { percentWords } from '../../core/values';
import { videoTransform } from '../../core/video';

type Drawn = { readonly areas: readonly Share[]; readonly fill: Color };

const most = 8;

/** Paints rectangles over, in every frame at the same place. */
export const erase = videoTransform({
  id: 'video.erase',
  title: 'Erase',
  summary:
    'Paints rectangles over the same parts of every frame, as if something stood before the camera. Labels stay.',
  family: 'Mixing and hiding',
  follows: 'Random Erasing (Zhong et al. 2020) with one draw a clip, as cubes (VideoMAE, PyTorchVideo)',
  aliases: ['cutout', 'RandomErasing', 'CoarseDropout', 'occlusion', 'tube masking'],
  noun: 'erase',
  row: '{count} of {area}',
  parameters: {
    count: {
      kind: 'range',
      title: 'Areas',
      min: 0,
      max: most,
      slider: [0, 4],
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
    fill: { kind: 'color', title: 'Fill', default: [128, 128, 128] },
  },
  draw({ count, area, fill }, random): Drawn {
    const wanted = random.integer(count);
    const areas = Array.from({ length: most }, (): Share => {
      // All are drawn, and the first are taken: one more area leaves the others where they are.
      const box = boxOfArea(random.between(area), power(2, random.between([-1, 1])));
      const [width, height] = [rounded(box.width, 4), rounded(box.height, 4)];
      return { x: random.between([0, 1 - width], 4), y: random.between([0, 1 - height], 4), width, height };
    });
    return { areas: areas.slice(0, wanted), fill };
  },
  describe({ areas }) {
    const shares = areas.map((a) => a.width * a.height).filter((share) => share > 0);
    if (shares.length === 0) return '';
    const words = shares.length === 1 ? '1 area of' : `${shares.length} areas,`;
    return `${words} ${percentWords(
      shares.reduce((sum, share) => sum + share, 0),
      1,
    )} erased`;
  },
  compile({ areas, fill }, size) {
    const boxes = areas.map((area) => boxIn(area, size)).filter((b) => b.right > b.left && b.bottom > b.top);
    return boxes.length === 0 ? [] : [{ kind: 'erase', boxes, fill }];
  },
});
