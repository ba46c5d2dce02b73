import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe, Step } from '../../../src/core/recipe';
import type { Dataset } from '../../../src/engine/scan';
import { linesOf } from '../table/rows';

export const noise: Step = { transform: 'embedding.noise', sigma: [0.5, 0.5], features: [1, 1] };
export const mixup: Step = { transform: 'embedding.mixup', weight: [0.2, 0.9], partner: 'other class' };
export const recipe = (steps: readonly Step[], more: Partial<Recipe> = {}): Recipe => ({
  ...{ version: 1, modality: 'embedding', seed: 7, variants: 2, steps },
  ...more,
});
export const manifestOf = (out: string) => linesOf(join(out, '.augment-manifest.jsonl'));
/** A file of the dataset, and the one of the same name in the output. */
export const read = (dataset: Dataset, out: string, name: string) =>
  [readFileSync(join(dataset.root, name)), readFileSync(join(out, name))] as const;
