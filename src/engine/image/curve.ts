import { power } from '../../core/exact';
import type { ImageOperation } from '../../core/image';

export type CurveOperation = Extract<ImageOperation, { kind: 'curve' }>;

/** Where a curve takes a level from 0 to `full`, not rounded. */
export function curveAt({ curve, value }: CurveOperation, level: number, full: number): number {
  switch (curve) {
    case 'gamma':
      return level === 0 ? 0 : full * power(level / full, value);
    case 'posterize': {
      const step = (full + 1) / 2 ** value;
      return Math.floor(level / step) * step;
    }
    case 'solarize':
      return level < value * (full + 1) ? level : full - level;
  }
}
