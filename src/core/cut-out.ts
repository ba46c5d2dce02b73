import { type Bitmap, moveBitmap } from './bitmap';
import type { Matrix, Size } from './geometry';
import type { Box } from './image';
import type { ObjectLabel } from './objects';
import { bitmapOfPatch, outlinePatch } from './patch';
import { matrixMap } from './plane-map';

/** An object of another picture that can be cut out along its edge. */
export interface CutOut {
  /** The upright picture that it stands in; its coordinates are those of this one. */
  readonly picture: Size;
  readonly bounds: Box;
  /** False where it would mean something else in a mirror. */
  readonly mirrors: boolean;
  /** Which of the sets of labels says where it is. */
  readonly set: number;
  /** What that one says of it; undefined for a set of masks. */
  readonly object?: ObjectLabel;
  /** Its pixels, moved into a picture of this size. */
  shape(matrix: Matrix, size: Size): Bitmap;
}

/** Pixels of an object in a picture of `size` after a motion, as its label says them. */
export function movedShape({ mask, polygons = [] }: ObjectLabel, matrix: Matrix, size: Size): Bitmap {
  const map = matrixMap(matrix, size);
  return mask ? moveBitmap(mask, map).bitmap : bitmapOfPatch(outlinePatch(polygons.map(map.outline)), size);
}
