import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Recipe, Step } from '../../../src/core/recipe';
import { readWav, wavSound } from '../../../src/engine/audio/wav';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { wavBytes } from '../audio/sounds';
import { choice } from '../dataset/make';
import { dataset } from '../labels/fixtures';
import { inProcess } from '../labels/in-process';

/** Real recordings of the sample that comes with the product: about a second each. */
export const call = (name: string): Uint8Array =>
  readFileSync(join('media/sample/calls/train', name.split('-')[0]!, `${name}.wav`));

export const rate = 8000;
/** A clip whose samples tell where they are: they rise evenly from 0 to 1. */
export const ramp = (samples: number): Uint8Array =>
  wavBytes({ rate, channels: [Float32Array.from({ length: samples }, (_, i) => (i + 1) / (samples + 1))] }, 4, 'float');

export const audio = (steps: readonly Step[], more: Partial<Recipe> = {}): Recipe => ({
  ...{ version: 1, modality: 'audio', seed: 5, variants: 3, steps },
  ...more,
});

/** Runs a recipe on a dataset of these files, in this process. */
export async function runClips(files: Readonly<Record<string, string | Uint8Array>>, recipe: Recipe) {
  const root = dataset(files);
  const opened = await openDataset([root]);
  const result = await runRecipe(opened, recipe, choice, { pool: inProcess });
  expect(result.failed).toEqual([]);
  const read = (path: string) => readFileSync(join(result.out, path), 'utf8');
  const all = read('.augment-manifest.jsonl').trimEnd().split('\n');
  const lines = all.map((line) => JSON.parse(line)).filter((line): line is VariantLine => 'output' in line);
  return { root, out: result.out, index: opened.index, lines, read };
}

/** The samples of the first channel of a file. */
export function samplesIn(path: string): Float32Array {
  const bytes = readFileSync(path);
  return wavSound(bytes, readWav(bytes)!).channels[0]!;
}
