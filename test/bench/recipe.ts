import { defaults } from '../../src/core/parameters';
import type { Recipe } from '../../src/core/recipe';
import { imageCatalogue } from '../../src/transforms/index';

const base = {
  version: 1,
  modality: 'image',
  seed: 7,
  variants: 4,
  output: { format: 'keep', quality: 90 },
} as const;

const all = [
  'image.flip',
  'image.rotate',
  'image.crop',
  'image.colorShift',
  'image.brightness',
  'image.contrast',
  'image.noise',
  'image.erase',
  'image.mixup',
  'image.compress',
] as const;

/** The ten transforms that everybody knows, at their defaults, always applied: a dear recipe that is still in use. */
export const tenTransforms: Recipe = {
  ...base,
  steps: all.map((id) => ({ transform: id, ...defaults(imageCatalogue.get(id)!.parameters) })),
};

/** R1, which is measured against the peers: peer.py does the same. */
export const commonRecipe: Recipe = {
  ...base,
  steps: [
    { transform: 'image.flip', probability: 0.5, axis: 'horizontal' },
    { transform: 'image.rotate', degrees: [-10, 10], border: 'reflect' },
    { transform: 'image.crop', scale: [0.5, 1], aspect: [0.75, 1.333], resize: 'source' },
    { transform: 'image.brightness', offset: [-0.2, 0.2] },
    { transform: 'image.contrast', factor: [0.8, 1.2] },
    { transform: 'image.colorShift', red: [-20, 20], green: [-20, 20], blue: [-20, 20] },
    { transform: 'image.noise', sigma: [10, 10] },
    { transform: 'image.erase', count: [1, 1], area: [0.2, 0.2], content: 'color', fill: [128, 128, 128] },
  ],
};
