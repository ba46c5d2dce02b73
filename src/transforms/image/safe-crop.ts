import { cropWindow, enclosing } from '../../core/crop-window';
import { compose, scale as scaling, translate } from '../../core/geometry';
import { type Box, imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = {
  readonly keep: 'all' | 'one';
  /** Which object, from 0 to 1 over all of them. */
  readonly pick: number;
  /** Room about it: 0 none, 1 all there is. */
  readonly room: number;
  readonly x: number;
  readonly y: number;
  readonly resize: 'source' | 'none';
};

/** Cuts close about the objects, and never into the ones that are kept. */
export const safeCrop = imageTransform({
  id: 'image.safeCrop',
  title: 'Crop about objects',
  summary:
    'Cuts close about one object or all of them, which stay whole. Without boxes, labels stay and nothing is cut.',
  family: 'Geometry',
  follows: 'Albumentations BBoxSafeRandomCrop and RandomSizedBBoxSafeCrop; one object as CropNonEmptyMaskIfExists',
  aliases: [
    'BBoxSafeRandomCrop',
    'RandomSizedBBoxSafeCrop',
    'RandomIoUCrop',
    'CropNonEmptyMaskIfExists',
    'zoom to object',
  ],
  noun: 'crop about objects',
  row: 'with {room} of the room',
  parameters: {
    keep: {
      kind: 'choice',
      title: 'Keep whole',
      options: { all: 'All objects', one: 'One of them, drawn' },
      default: 'all',
    },
    room: {
      kind: 'range',
      title: 'Room about it',
      help: 'Share of what lies between the object and the edges of the picture.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      neutral: 1,
      percent: true,
      default: [0.2, 0.7],
    },
    resize: {
      kind: 'choice',
      title: 'Size',
      options: { source: 'As the source', none: 'As cut' },
      default: 'source',
    },
  },
  draw: ({ keep, room, resize }, random): Drawn => ({
    keep,
    pick: random.between([0, 1], 4),
    room: random.between(room, 3),
    x: random.between([0, 1], 4),
    y: random.between([0, 1], 4),
    resize,
  }),
  describe: ({ room, keep }) =>
    room === 1 ? '' : `crop about ${keep === 'all' ? 'all objects' : 'one object'}, ${percentWords(room)} room`,
  compile({ keep, pick, room, x, y, resize }, size, scene) {
    if (room === 1) return [];
    const frame = (b: Box): Box => ({
      left: Math.max(0, b.left),
      top: Math.max(0, b.top),
      right: Math.min(size.width, b.right),
      bottom: Math.min(size.height, b.bottom),
    });
    const boxes = (scene?.boxes() ?? []).map(frame).filter((b) => b.right > b.left && b.bottom > b.top);
    const chosen = keep === 'all' ? boxes : boxes.slice(Math.min(boxes.length - 1, Math.floor(pick * boxes.length)));
    const inside = enclosing(keep === 'all' ? chosen : chosen.slice(0, 1));
    if (!inside) return [];
    const share = (need: number, full: number) => (need + room * (full - need)) / full;
    // One share for both sides, so that the picture keeps its shape.
    const even = Math.max(
      share(inside.right - inside.left, size.width),
      share(inside.bottom - inside.top, size.height),
    );
    const window = cropWindow(size, { width: even, height: even }, { x, y }, inside, resize === 'none');
    const [width, height] = [window.right - window.left, window.bottom - window.top];
    const to = resize === 'none' ? { width, height } : size;
    const matrix = compose(scaling(to.width / width, to.height / height), translate(-window.left, -window.top));
    return [{ kind: 'geometry', matrix, size: to, border: 'none', fill: [0, 0, 0] }];
  },
});
