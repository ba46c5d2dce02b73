import { core, cropWindow, enclosing } from '../../core/crop-window';
import { compose, scale as scaling, translate } from '../../core/geometry';
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
  /** Without objects: within the middle half of what the crop can move. */
  readonly near?: 'middle';
  /** Share of each object's box that stays in, at least. */
  readonly keepObjects?: number;
};

/** Cuts a part out of the picture, wherever it fits and keeps the objects. */
export const crop = imageTransform({
  id: 'image.crop',
  title: 'Crop',
  summary:
    'Keeps a part of the picture and enlarges it. Boxes, masks and keypoints move with it; what falls outside is cut.',
  family: 'Geometry',
  follows:
    'torchvision RandomResizedCrop (Szegedy et al. 2015), Albumentations RandomResizedCrop; keepObjects as its AtLeastOneBBoxRandomCrop, for every box',
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
    keepObjects: {
      kind: 'number',
      title: 'Keep of each object',
      help: 'The crop moves or grows until so much of every object’s box is in it; 0 lets it cut objects off.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.05,
      neutral: 0,
      percent: true,
      default: 0.3,
    },
    place: {
      kind: 'choice',
      title: 'Without objects',
      help: 'Where the crop lies in pictures whose labels have no boxes.',
      options: { middle: 'Near the middle', anywhere: 'Anywhere' },
      default: 'middle',
    },
  },
  draw({ scale, aspect, resize, keepObjects, place }, random): Drawn {
    const [area, shape] = [random.between(scale, 4), random.between(aspect, 3)];
    return {
      area,
      aspect: shape,
      x: random.between([0, 1], 4),
      y: random.between([0, 1], 4),
      resize,
      ...(place === 'middle' && { near: 'middle' }),
      ...(keepObjects > 0 && { keepObjects }),
    };
  },
  describe({ area, aspect }) {
    const shape = Math.abs(aspect - 1) < 0.005 ? '' : `, aspect × ${aspect.toFixed(2)}`;
    return area === 1 ? '' : `crop ${percentWords(area, area >= 0.995 ? 1 : 0)}${shape}`;
  },
  compile(drawn, size, scene) {
    if (drawn.area === 1) return []; // the aspect has given way
    const boxes = scene?.boxes() ?? [];
    const { x, y, near, keepObjects, resize } = drawn;
    const place = (v: number) => (near && boxes.length === 0 ? 0.25 + v / 2 : v);
    const share = boxOfArea(drawn.area, drawn.aspect);
    const kept = keepObjects === undefined ? [] : boxes.map((box) => core(box, size, keepObjects));
    const inside = enclosing(kept);
    const window = cropWindow(size, share, { x: place(x), y: place(y) }, inside, resize === 'none');
    const [width, height] = [window.right - window.left, window.bottom - window.top];
    const to = resize === 'none' ? { width, height } : size;
    const matrix = compose(scaling(to.width / width, to.height / height), translate(-window.left, -window.top));
    return [{ kind: 'geometry', matrix, size: to, border: 'none', fill: [0, 0, 0] }];
  },
});
