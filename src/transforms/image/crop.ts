import { compose, type Size, scale as scaling, translate } from '../../core/geometry';
import { boxOfArea, imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Share of the picture's area that is kept. */
  readonly area: number;
  /** Width:height relative to the picture's own. */
  readonly aspect: number;
  /** 0: at the left or top edge; 1: at the right or bottom edge. */
  readonly x: number;
  readonly y: number;
  readonly resize: 'source' | 'none';
};

/** Cuts a part out of the picture, evenly drawn from where it fits. */
export const crop = imageTransform({
  id: 'image.crop',
  title: 'Crop',
  summary:
    'Keeps a part of the picture and enlarges it. Boxes, masks and keypoints move with it; what falls outside is cut.',
  family: 'Geometry',
  follows: 'torchvision RandomResizedCrop (Szegedy et al. 2015), Albumentations RandomResizedCrop',
  aliases: ['zoom', 'scale', 'RandomResizedCrop', 'RandomCrop', 'RandomSizedCrop', 'CropAndPad', 'KeepSizeByResize'],
  noun: 'crop',
  row: '{scale} of area',
  parameters: {
    scale: {
      kind: 'range',
      title: 'Area kept',
      min: 0.01,
      max: 1,
      slider: [0.25, 1],
      step: 0.01,
      neutral: 1,
      percent: true,
      default: [0.75, 0.95],
    },
    aspect: {
      kind: 'range',
      title: 'Shape',
      help: 'Width to height, relative to the picture’s own: above 1 is wider. Gives way where it does not fit.',
      min: 0.25,
      max: 4,
      slider: [0.5, 2],
      step: 0.01,
      neutral: 1,
      prefix: '×',
      default: [1, 1],
    },
    resize: {
      kind: 'choice',
      title: 'Size',
      options: { source: 'As the source', none: 'As cut' },
      default: 'source',
    },
  },
  draw({ scale, aspect, resize }, random): Drawn {
    const [area, shape] = [random.between(scale, 4), random.between(aspect, 3)];
    return { area, aspect: shape, x: random.between([0, 1], 4), y: random.between([0, 1], 4), resize };
  },
  describe({ area, aspect }) {
    const shape = Math.abs(aspect - 1) < 0.005 ? '' : `, aspect × ${aspect.toFixed(2)}`;
    return area === 1 ? '' : `crop ${percentWords(area, area >= 0.995 ? 1 : 0)}${shape}`;
  },
  compile(drawn, size) {
    if (drawn.area === 1) return []; // the aspect has given way
    const box = boxIn(drawn, size);
    const matrix = compose(scaling(box.sx, box.sy), translate(-box.left, -box.top));
    return [{ kind: 'geometry', matrix, size: box.size, border: 'none', fill: [0, 0, 0] }];
  },
});

/** As cut: whole pixels, so that each is copied. As the source: to the fraction of a pixel. */
function boxIn({ area, aspect, x, y, resize }: Drawn, size: Size) {
  const share = boxOfArea(area, aspect);
  if (resize === 'source') {
    const [left, top] = [x * (1 - share.width) * size.width, y * (1 - share.height) * size.height];
    return { left, top, sx: 1 / share.width, sy: 1 / share.height, size };
  }
  const width = Math.max(1, Math.round(share.width * size.width));
  const height = Math.max(1, Math.round(share.height * size.height));
  const [left, top] = [Math.round(x * (size.width - width)), Math.round(y * (size.height - height))];
  return { left, top, sx: 1, sy: 1, size: { width, height } };
}
