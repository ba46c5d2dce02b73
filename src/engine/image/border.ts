import type { Border } from '../../core/geometry';

/**
 * The column (or row) that is seen at `i` of a picture of `n`; a negative number: the fill. `reflect` repeats the edge
 * pixel and goes on for as many reflections as it takes (OpenCV BORDER_REFLECT: dcba|abcd|dcba). Geometry that never
 * looks beyond the edge (`none`) does so by half a pixel at most, and repeats the edge pixel there.
 */
export function borderIndex(i: number, n: number, border: Border): number {
  if (i >= 0 && i < n) return i;
  switch (border) {
    case 'reflect': {
      const m = ((i % (2 * n)) + 2 * n) % (2 * n);
      return m < n ? m : 2 * n - 1 - m;
    }
    case 'wrap':
      return ((i % n) + n) % n;
    case 'constant':
      return -1;
    case 'replicate':
    case 'none':
      return i < 0 ? 0 : n - 1;
  }
}
