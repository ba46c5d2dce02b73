import type { ImageTransform } from '../core/image';
import { brightness } from './image/brightness';
import { colorShift } from './image/color-shift';
import { compress } from './image/compress';
import { contrast } from './image/contrast';
import { crop } from './image/crop';
import { erase } from './image/erase';
import { flip } from './image/flip';
import { mixup } from './image/mixup';
import { noise } from './image/noise';
import { rotate } from './image/rotate';

const all: readonly ImageTransform[] = [
  flip,
  rotate,
  crop,
  colorShift,
  brightness,
  contrast,
  noise,
  compress,
  erase,
  mixup,
];

/** Every transform by its id, in the order in which lists show them. A new one takes its file and a line here. */
export const catalogue: ReadonlyMap<string, ImageTransform> = new Map(all.map((t) => [t.id, t]));
