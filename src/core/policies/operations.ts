import { type DrawnBorder, edges } from '../borders';
import { saturationMatrix } from '../colors';
import { about, type Matrix, rotate, type Size, translate } from '../geometry';
import type { ImageOperation } from '../image';
import { sharpnessKernel } from '../kernels';
import { numberWords, signedPercentWords, signedWords } from '../values';

/** What the published policies (AutoAugment and those after it) draw from. */
export type PolicyOperation =
  | 'identity'
  /** `by`: pixels sideways for each pixel down, from the top left corner on. */
  | 'shearX'
  | 'shearY'
  /** `by`: shares of the picture's width or height; with `pixels`, so many of these. */
  | 'translateX'
  | 'translateY'
  /** `by`: degrees, counter-clockwise. */
  | 'rotate'
  /** `by` is added to the factor 1, which changes nothing. */
  | 'brightness'
  | 'color'
  | 'contrast'
  | 'sharpness'
  /** `by`: the bits left. */
  | 'posterize'
  /** `by`: share of the levels from which on all are inverted. */
  | 'solarize'
  | 'autoContrast'
  | 'equalize'
  | 'invert';

/** One operation as it was drawn. */
export type PolicyStep = {
  readonly operation: PolicyOperation;
  readonly by?: number;
  readonly pixels?: true;
};

/** The operations of drawn steps on a picture of this size. */
export const policyOperations = (
  steps: readonly PolicyStep[],
  border: DrawnBorder,
  size: Size,
): readonly ImageOperation[] => steps.flatMap((step) => compiled(step, border, size));

function compiled(
  { operation, by = 0, pixels }: PolicyStep,
  border: DrawnBorder,
  size: Size,
): readonly ImageOperation[] {
  const moved = (matrix: Matrix): readonly ImageOperation[] =>
    by === 0 ? [] : [{ kind: 'geometry', matrix, size, ...edges(border) }];
  const whole = (side: number) => Math.trunc(by * (pixels ? 1 : side)); // as the papers: no pixel is blended
  const factor = 1 + by;
  switch (operation) {
    case 'identity':
      return [];
    case 'shearX':
      return moved([1, by, 0, 0, 1, 0, 0, 0, 1]);
    case 'shearY':
      return moved([1, 0, 0, by, 1, 0, 0, 0, 1]);
    case 'translateX':
      return moved(translate(whole(size.width), 0));
    case 'translateY':
      return moved(translate(0, whole(size.height)));
    case 'rotate':
      return moved(about(rotate(by), size));
    case 'brightness':
      return by === 0 ? [] : [{ kind: 'linear', gain: [factor, factor, factor], bias: [0, 0, 0] }];
    case 'color':
      return by === 0 ? [] : [{ kind: 'colors', matrix: saturationMatrix(factor) }];
    case 'contrast':
      return by === 0 ? [] : [{ kind: 'levels', rule: 'mean', strength: -by }];
    case 'sharpness':
      return by === 0 ? [] : [{ kind: 'convolve', taps: sharpnessKernel(factor) }];
    case 'posterize':
      return by >= 8 ? [] : [{ kind: 'curve', curve: 'posterize', value: by }];
    case 'solarize':
      return by >= 1 ? [] : [{ kind: 'curve', curve: 'solarize', value: by }];
    case 'autoContrast':
      return [{ kind: 'levels', rule: 'stretch', strength: 1 }];
    case 'equalize':
      return [{ kind: 'levels', rule: 'equalize', strength: 1 }];
    case 'invert':
      return [{ kind: 'linear', gain: [-1, -1, -1], bias: [1, 1, 1] }];
  }
}

/** "shear x 8°, posterize to 4 bits"; the empty text where nothing changes. */
export const policyWords = (steps: readonly PolicyStep[]): string => steps.flatMap(stepWords).join(', ');

function stepWords({ operation, by = 0, pixels }: PolicyStep): readonly string[] {
  const far = pixels ? `${signedWords(Math.trunc(by))} px` : signedPercentWords(by);
  const slant = `${numberWords((Math.atan(by) * 180) / Math.PI, 1)}°`;
  switch (operation) {
    case 'identity':
      return [];
    case 'shearX':
    case 'shearY':
      return by === 0 ? [] : [`shear ${operation === 'shearX' ? 'x' : 'y'} ${slant}`];
    case 'translateX':
    case 'translateY':
      return by === 0 ? [] : [`translate ${operation === 'translateX' ? 'x' : 'y'} ${far}`];
    case 'rotate':
      return by === 0 ? [] : [`rotate ${numberWords(by, 1)}°`];
    case 'brightness':
    case 'color':
    case 'contrast':
    case 'sharpness':
      return by === 0 ? [] : [`${operation === 'color' ? 'colour' : operation} × ${(1 + by).toFixed(2)}`];
    case 'posterize':
      return by >= 8 ? [] : [`posterize to ${by} ${by === 1 ? 'bit' : 'bits'}`];
    case 'solarize':
      return by >= 1 ? [] : [`solarize from level ${Math.round(by * 256)}`];
    case 'autoContrast':
      return ['stretch the levels'];
    case 'equalize':
    case 'invert':
      return [operation];
  }
}
