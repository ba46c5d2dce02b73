import { sinCosDegrees } from './exact';
import type { Matrix } from './geometry';

/** Shares of red, green and blue in gray, Rec. 601: JPEG, Pillow's `convert('L')`, torchvision. */
export const luma = [0.299, 0.587, 0.114] as const;

/** gray + factor · (colour − gray): 0 is gray, 1 leaves the colours as they are. */
export function saturationMatrix(factor: number): Matrix {
  const cell = (row: number, column: number) => (1 - factor) * luma[column]! + (row === column ? factor : 0);
  return [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => cell(row, column))) as unknown as Matrix;
}

/** Colours turned about the grey axis by the `hue-rotate` of W3C Filter Effects 1: luminance (Rec. 709) stays. */
export function hueMatrix(degrees: number): Matrix {
  const [s, c] = sinCosDegrees(degrees);
  const [r, g, b] = [0.213, 0.715, 0.072];
  return [
    r + c * (1 - r) - s * r,
    g - c * g - s * g,
    b - c * b + s * (1 - b),
    r - c * r + s * 0.143,
    g + c * (1 - g) + s * 0.14,
    b - c * b - s * 0.283,
    r - c * r - s * (1 - r),
    g - c * g + s * g,
    b + c * (1 - b) + s * b,
  ];
}
