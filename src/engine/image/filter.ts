import type { Raster } from '../../core/image';
import { coarsen } from './coarsen';
import { applyColors } from './colors';
import { blur, convolve } from './convolve';
import type { Pass } from './fuse';
import { copyOf } from './raster';

/** Passes that make a new picture out of a picture, without another one. */
export type FilterPass = Extract<Pass, { kind: (typeof filterKinds)[number] }>;
const filterKinds = ['colors', 'convolve', 'blur', 'coarsen'] as const;

export const isFilter = (pass: Pass): pass is FilterPass => filterKinds.some((kind) => kind === pass.kind);

/** A filter over a picture, which is left as it is. */
export function filter(source: Raster, pass: FilterPass): Raster {
  switch (pass.kind) {
    case 'colors':
      return written(source, (to) => applyColors(to, pass.matrices));
    case 'convolve':
      return convolve(source, pass.taps);
    case 'blur':
      return blur(source, pass.sigma);
    case 'coarsen':
      return coarsen(source, pass.size, pass.look);
  }
}

function written(source: Raster, write: (to: Raster) => void): Raster {
  const to = copyOf(source);
  write(to);
  return to;
}
