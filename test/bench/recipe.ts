import { defaults } from '../../src/core/parameters';
import type { Recipe } from '../../src/core/recipe';
import { imageCatalogue } from '../../src/transforms/index';

/** Every transform of pictures at its defaults, always applied: the dearest recipe there is. */
export const everyTransform: Recipe = {
  version: 1,
  modality: 'image',
  seed: 7,
  variants: 4,
  steps: [...imageCatalogue.values()].map((t) => ({ transform: t.id, ...defaults(t.parameters) })),
  output: { format: 'keep', quality: 90 },
};
