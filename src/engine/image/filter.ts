import type { Raster } from '../../core/image';
import { clahe } from './clahe';
import { coarsen } from './coarsen';
import { applyColors } from './colors';
import { blur, convolve } from './convolve';
import { defocus } from './defocus';
import type { Pass } from './fuse';
import { addGrain } from './grain';
import { applyLevels } from './levels';
import { median } from './median';
import { layOver } from './overlay';
import { copyOf } from './raster';
import { scatter } from './scatter';

const filterKinds = [
  'colors',
  'convolve',
  'blur',
  'coarsen',
  'defocus',
  'median',
  'scatter',
  'levels',
  'clahe',
  'grain',
  'overlay',
] as const;

/** Passes that make a new picture out of a picture, without another one. */
export type FilterPass = Extract<Pass, { kind: (typeof filterKinds)[number] }>;

export const isFilter = (pass: Pass): pass is FilterPass => filterKinds.some((kind) => kind === pass.kind);

/** A filter over a picture, which is left as it is. */
export function filter(source: Raster, pass: FilterPass): Raster {
  switch (pass.kind) {
    case 'convolve':
      return convolve(source, pass.taps);
    case 'blur':
      return blur(source, pass.sigma);
    case 'defocus':
      return defocus(source, pass.radius);
    case 'median':
      return median(source, pass.radius);
    case 'coarsen':
      return coarsen(source, pass.size, pass.look);
  }
  const to = copyOf(source);
  if (pass.kind === 'colors') applyColors(to, pass.matrices);
  else if (pass.kind === 'levels') applyLevels(to, pass.rule, pass.strength);
  else if (pass.kind === 'clahe') clahe(to, pass.clip, pass.tiles);
  else if (pass.kind === 'grain') addGrain(to, pass.law, pass.seed);
  else if (pass.kind === 'scatter') scatter(to, pass.reach, pass.rounds, pass.seed);
  else layOver(to, pass.overlay, pass.color, pass.opacity);
  return to;
}
