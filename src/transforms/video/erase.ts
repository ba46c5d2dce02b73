import { drawErased, erasedBoxes, erasedParameters, erasedWords } from '../../core/alike';
import type { Color } from '../../core/parameters';
import type { Share } from '../../core/shares';
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
    ...erasedParameters(most, 4),
    fill: { kind: 'color', title: 'Fill', default: [128, 128, 128] },
  },
  draw({ count, area, fill }, random): Drawn {
    return { areas: drawErased(count, area, most, random), fill };
  },
  describe: ({ areas }) => erasedWords(areas),
  compile({ areas, fill }, size) {
    const boxes = erasedBoxes(areas, size);
    return boxes.length === 0 ? [] : [{ kind: 'erase', boxes, fill }];
  },
});
