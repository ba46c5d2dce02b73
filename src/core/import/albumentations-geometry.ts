import { shorterSide, side } from '../export/albumentations-units';
import type { TransformStep } from '../recipe';
import { type Arguments, type Counterpart, edges, ends, isZero, one, range, step } from './albumentations-values';

const turned = (a: Arguments, degrees: unknown): readonly TransformStep[] =>
  isZero(degrees) ? [] : [step('rotate', { degrees: range(degrees), ...edges(a) })];

/** Albumentations 2.x, by class: what moves pixels. */
export const geometry: Readonly<Record<string, (a: Arguments) => Counterpart>> = {
  HorizontalFlip: () => one('flip', { axis: 'horizontal' }),
  VerticalFlip: () => one('flip', { axis: 'vertical' }),
  Transpose: () => one('transpose', { turn: 'diagonal' }),
  RandomRotate90: () => one('transpose', { turn: 'either turn' }, 'no half turn here'),
  D4: () => one('transpose', { turn: 'any' }),
  SquareSymmetry: () => one('transpose', { turn: 'any' }),
  Rotate: (a) => one('rotate', { degrees: range(a.limit), ...edges(a) }),
  SafeRotate: (a) =>
    one('rotate', { degrees: range(a.limit), ...edges(a) }, 'corners that leave the frame are cut here'),
  RandomResizedCrop: ({ scale, ratio, size }) => ({
    steps: [
      step('crop', { scale, aspect: ratio, resize: 'source' }),
      step('resize', { width: size[1], height: size[0], fit: 'stretch' }),
    ],
    differs: 'the shape is relative to the picture’s own here',
  }),
  Resize: ({ height, width }) => one('resize', { width, height, fit: 'stretch' }),
  Affine: (a) => ({
    steps: [
      step('affine', {
        scale: range(a.scale?.x ?? a.scale ?? [1, 1]),
        translateX: range(a.translate_percent?.x ?? 0),
        translateY: range(a.translate_percent?.y ?? 0),
        shearX: range(a.shear?.x ?? 0),
        shearY: range(a.shear?.y ?? 0),
        ...edges(a),
      }),
      ...turned(a, a.rotate),
    ],
    ...(a.translate_px && { differs: 'the shift in pixels is left out' }),
  }),
  ShiftScaleRotate: (a) => ({
    steps: [
      step('affine', {
        scale: ends(a.scale_limit, (s) => 1 + s),
        translateX: range(a.shift_limit_x),
        translateY: range(a.shift_limit_y),
        shearX: [0, 0],
        shearY: [0, 0],
        ...edges(a),
      }),
      ...turned(a, a.rotate_limit),
    ],
  }),
  Perspective: (a) => one('perspective', { distortion: range(a.scale), ...edges(a) }, 'evenly drawn here'),
  ElasticTransform: (a) => {
    const points = Math.min(24, Math.max(3, Math.round(side / (2 * a.sigma))));
    const strength = (a.alpha * points) / side;
    const differs = `a smooth grid that never folds here; ${shorterSide}`;
    return one('elastic', { points, strength: [strength, strength], ...edges(a) }, differs);
  },
  GridDistortion: ({ num_steps, distort_limit, ...a }) =>
    one('gridDistortion', { cells: num_steps, strength: ends([0, range(distort_limit)[1]], Math.abs), ...edges(a) }),
  OpticalDistortion: ({ distort_limit, ...a }) =>
    one('opticalDistortion', { strength: range(distort_limit), ...edges(a) }, 'another model of the lens here'),
};
