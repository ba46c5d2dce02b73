import type { DrawnStep } from '../../../src/core/draw';
import type { Raster } from '../../../src/core/image';
import { apply } from '../image/pictures';

/** A step that drew these values. */
export const step = (transform: string, drawn: Record<string, unknown>): DrawnStep => ({
  path: 'steps[0]',
  transform,
  drawn,
});

/** The samples of a picture after steps. */
export const samples = async (source: Raster, ...steps: readonly DrawnStep[]): Promise<readonly number[]> => [
  ...(await apply(source, steps)).data,
];
