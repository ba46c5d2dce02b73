import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Recipe, Step } from '../../../src/core/recipe';
import type { RunChoice } from '../../../src/core/run';
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
export async function runClips(
  files: Readonly<Record<string, string | Uint8Array>>,
  recipe: Recipe,
  more: Partial<RunChoice> = {},
) {
  const root = dataset(files);
  const opened = await openDataset([root]);
  const result = await runRecipe(opened, recipe, { ...choice, ...more }, { pool: inProcess });
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

/**
 * Four clips of 0.3 s with labels in every way that a file may hold them: `own` in files beside each clip and in one
 * RTTM, `mixed` in what takes blended clips, with folds.
 */
export function labelledClips(kind: 'own' | 'mixed'): Readonly<Record<string, string | Uint8Array>> {
  const names = ['1-a', '1-b', '2-c', '2-d'];
  const clips = names.map((name, n) => [`audio/${name}.wav`, ramp(2400 - 160 * n)] as const);
  const ends = names.map((_, n) => [(0.02 * n).toFixed(3), (0.1 + 0.02 * n).toFixed(3)] as const);
  const beside = names.flatMap((name, n) => {
    const [start, end] = ends[n]!;
    const cue = `00:00:00.${start.slice(2)} --> 00:00:00.${end.slice(2)}\nword ${n}\n`;
    const steps = Array.from({ length: 6 }, (_, i) => `${(i * 0.05).toFixed(2)},${'abc'[(i + n) % 3]}\n`).join('');
    return [
      [`audio/${name}.txt`, `${start}\t${end}\tc${n}\n\\\t300.0\t900.0\n`],
      ...(kind === 'own' ? [[`audio/${name}.csv`, `time,label\n${steps}`] as const] : []),
      [`audio/${name}.srt`, `1\n${cue.replaceAll('.', ',')}`],
      [`audio/${name}.vtt`, `WEBVTT\n\n${cue}`],
    ] as const;
  });
  const row = (n: number) => `${names[n]}.wav,${ends[n]!.join(',')},c${n % 2},1`;
  const turn = (n: number) => `SPEAKER ${names[n]} 1 ${ends[n]![0]} 0.1 <NA> <NA> s${n} <NA> <NA>\n`;
  const table = (header: string, of: (n: number) => string) => `${header}\n${names.map((_, n) => of(n)).join('\n')}\n`;
  const all = {
    own: { 'all.rttm': names.map((_, n) => turn(n)).join('') },
    mixed: {
      'esc50.csv': table('filename,fold,target,category', (n) => `${names[n]}.wav,${names[n]![0]},${n % 2},k${n % 2}`),
      'strong.csv': table('filename,onset,offset,event_label,weight', row),
    },
  };
  return Object.fromEntries([...clips, ...beside, ...Object.entries(all[kind])]);
}
