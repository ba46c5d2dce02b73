import { boxOfArea } from '../../core/image';
import { percentWords } from '../../core/values';
import { videoTransform } from '../../core/video';

type Drawn = { readonly area: number; readonly x: number; readonly y: number };

/** Where a part of this length begins and ends: whole and even, as halved colours need it. */
function even(full: number, share: number, place: number): readonly [from: number, to: number] {
  const length = Math.min(full, Math.max(2, 2 * Math.round((share * full) / 2)));
  const from = 2 * Math.round((place * (full - length)) / 2);
  return [from, Math.min(full, from + length)];
}

/** Keeps a part of every frame, and enlarges it. */
export const crop = videoTransform({
  id: 'video.crop',
  title: 'Crop',
  summary: 'Keeps the same part of every frame and enlarges it to the size of the clip. Boxes move with it.',
  family: 'Geometry',
  follows: 'torchvision RandomResizedCrop (Szegedy et al. 2015) with one draw a clip',
  aliases: ['zoom', 'scale', 'RandomResizedCrop', 'RandomCrop', 'MultiScaleCrop'],
  noun: 'crop',
  row: '{scale} of area',
  parameters: {
    scale: {
      kind: 'range',
      title: 'Area kept',
      min: 0.05,
      max: 1,
      slider: [0.25, 1],
      step: 0.01,
      neutral: 1,
      percent: true,
      default: [0.75, 0.95],
    },
  },
  draw: ({ scale }, random): Drawn => ({
    area: random.between(scale, 4),
    x: random.between([0, 1], 4),
    y: random.between([0, 1], 4),
  }),
  describe: ({ area }) => (area === 1 ? '' : `crop ${percentWords(area, area >= 0.995 ? 1 : 0)}`),
  compile({ area, x, y }, { width, height }) {
    const share = boxOfArea(area, 1);
    const [left, right] = even(width, share.width, x);
    const [top, bottom] = even(height, share.height, y);
    if (right - left === width && bottom - top === height) return [];
    return [{ kind: 'crop', window: { left, top, right, bottom } }];
  },
});
