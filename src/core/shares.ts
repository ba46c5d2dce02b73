import type { Size } from './geometry';
import type { Box } from './image';

/** A rectangle in shares of the picture's width and height. */
export type Share = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The rectangle in whole pixels of a picture. */
export function boxIn({ x, y, width, height }: Share, size: Size): Box {
  return {
    left: Math.round(x * size.width),
    top: Math.round(y * size.height),
    right: Math.min(size.width, Math.round((x + width) * size.width)),
    bottom: Math.min(size.height, Math.round((y + height) * size.height)),
  };
}
