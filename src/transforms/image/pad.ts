import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import { compose, type Size, scale, translate } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = DrawnBorder & {
  /** Shares of the width (left, right) and of the height (top, bottom). */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly shape: 'free' | 'square';
  readonly resize: 'source' | 'none';
};

/** Adds a margin on each side. */
export const pad = imageTransform({
  id: 'image.pad',
  title: 'Pad',
  summary: 'Adds a margin, or zooms out. Boxes, masks and keypoints move with the picture.',
  family: 'Geometry',
  follows: 'Albumentations Pad, PadIfNeeded; the zoom-out of SSD (Liu et al. 2016), torchvision v2 RandomZoomOut',
  aliases: ['margin', 'zoom out', 'Pad', 'PadIfNeeded', 'RandomZoomOut', 'expand', 'CropAndPad', 'letterbox'],
  noun: 'margin',
  row: '{amount} a side',
  parameters: {
    amount: {
      kind: 'range',
      title: 'Margin',
      help: 'Drawn for each side. Share of the picture’s width or height.',
      min: 0,
      max: 2,
      slider: [0, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.03, 0.15],
    },
    resize: {
      kind: 'choice',
      title: 'Size',
      options: { none: 'Larger by the margin', source: 'As the source' },
      default: 'none',
    },
    shape: {
      kind: 'choice',
      title: 'Shape',
      options: { free: 'As it comes', square: 'Made square' },
      when: { resize: ['none'] },
      default: 'free',
    },
    border: { ...borderParameters.border, help: 'What the margin shows.', default: 'constant' },
    fill: { ...borderParameters.fill, default: [114, 114, 114] },
  },
  draw: ({ amount, shape, resize, border, fill }, random): Drawn => ({
    left: random.between(amount, 4),
    right: random.between(amount, 4),
    top: random.between(amount, 4),
    bottom: random.between(amount, 4),
    shape: resize === 'source' ? 'free' : shape,
    resize,
    ...drawnBorder(border, fill),
  }),
  describe({ left, right, top, bottom, shape }) {
    const sides = [left, right, top, bottom];
    if (sides.every((side) => side === 0)) return shape === 'square' ? 'made square' : '';
    return `margin ${percentWords(Math.min(...sides))} to ${percentWords(Math.max(...sides))}`;
  },
  compile({ resize, ...drawn }, size) {
    const { left, top, width, height } = frameOf(drawn, size);
    if (width === size.width && height === size.height) return [];
    const placed = translate(left, top);
    if (resize === 'none') {
      return [{ kind: 'geometry', matrix: placed, size: { width, height }, ...edges(drawn) }];
    }
    const fitted = compose(scale(size.width / width, size.height / height), placed);
    return [{ kind: 'geometry', matrix: fitted, size, ...edges(drawn) }];
  },
});

/** The enlarged frame in whole pixels, and where the picture's top left corner lies in it. */
function frameOf(drawn: Omit<Drawn, 'resize' | 'border'>, size: Size): Size & { left: number; top: number } {
  const [left, right] = [drawn.left, drawn.right].map((side) => Math.round(side * size.width)) as [number, number];
  const [top, bottom] = [drawn.top, drawn.bottom].map((side) => Math.round(side * size.height)) as [number, number];
  const [width, height] = [size.width + left + right, size.height + top + bottom];
  if (drawn.shape === 'free') return { width, height, left, top };
  const side = Math.max(width, height);
  return {
    width: side,
    height: side,
    left: left + Math.floor((side - width) / 2),
    top: top + Math.floor((side - height) / 2),
  };
}
