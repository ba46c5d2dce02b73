import type { ImageTransform } from '../core/image';
import type { Catalogue, TransformBase } from '../core/transform';
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

const image: readonly ImageTransform[] = [
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

const byId = <T extends TransformBase>(transforms: readonly T[]): Catalogue<T> =>
  new Map(transforms.map((t) => [t.id, t]));

/** The transforms of pictures, with what compiling them needs. */
export const imageCatalogue: Catalogue<ImageTransform> = byId(image);

/** Every transform by its id, in the order in which lists show them. A new one takes its file and a line above. */
export const catalogue: Catalogue = byId<TransformBase>([...image]);
