import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Step } from '../../../src/core/recipe';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { choice, makeRecipe } from '../dataset/make';
import { dataset } from './fixtures';
import { inProcess } from './in-process';

/** Steps that move, cut and leave pixels. */
export const steps: readonly Step[] = [
  { transform: 'image.flip', probability: 0.5 },
  { transform: 'image.rotate', degrees: [-30, 30], border: 'constant' },
  { transform: 'image.crop', scale: [0.4, 0.8], resize: 'none' },
  { transform: 'image.noise' },
];
/** What every loader gets to see. */
export const recipes: Readonly<Record<string, readonly Step[]>> = {
  'moved and cut': steps,
  'in a mosaic': [...steps, { transform: 'image.mosaic' }],
};

/** Runs a recipe on a dataset of these files, in this process. */
export async function run(files: Parameters<typeof dataset>[0], recipeSteps = steps, variants = 3) {
  const root = dataset(files);
  const result = await runRecipe(await openDataset([root]), makeRecipe(recipeSteps, { variants }), choice, {
    pool: inProcess,
  });
  expect(result.failed).toEqual([]);
  const manifest = readFileSync(join(result.out, '.augment-manifest.jsonl'), 'utf8').trimEnd().split('\n');
  const lines = manifest.map((line) => JSON.parse(line)).filter((line): line is VariantLine => 'output' in line);
  const read = (path: string) => readFileSync(join(result.out, path), 'utf8');
  return { root, out: result.out, lines, read };
}

const config = 'path: .\ntrain: images/train\nval: images/val\nnames: [cat, dog]\n';
/** A YOLO dataset of five pictures with these rows. */
export const yolo = (rows: string, more = '') => ({
  'data.yaml': config + more,
  'images/train/a.png': 1,
  'images/train/b.png': 2,
  'images/train/c.png': 3,
  'images/train/d.png': 4,
  'images/val/e.png': 5,
  'labels/train/a.txt': rows,
  'labels/train/b.txt': rows,
  'labels/train/c.txt': '',
  'labels/train/d.txt': rows,
  'labels/val/e.txt': rows,
});
