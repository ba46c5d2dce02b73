import { resolve } from 'node:path';
import { builtInPresets } from '../../src/core/presets';
import type { Recipe } from '../../src/core/recipe';
import { createPool } from '../../src/engine/pool';
import { chooseSamples } from '../../src/engine/samples';
import { openDataset } from '../../src/engine/scan';
import { makeTile } from '../../src/engine/tile';
import type { Report } from './bench';

const moves = 40;
const tiles = 6;

/** From a moved slider to its first new tile, as the host sees it: six tiles asked, the first one back counts. */
export async function tileLatency(report: Report, title: string, photos: string): Promise<void> {
  const dataset = await openDataset([photos]);
  const pool = createPool({ workerFile: resolve('dist/worker.js') });
  try {
    const samples = chooseSamples(dataset.index, 7, tiles, 0);
    const [first, all]: [number[], number[]] = [[], []];
    for (let move = 0; move <= moves; move++) {
      const started = performance.now();
      const asked = samples.map(({ path }) =>
        makeTile(pool, dataset, { recipe: rotated(move), source: path, variant: 1, before: false }),
      );
      await Promise.race(asked);
      if (move > 0) first.push(performance.now() - started); // the first move starts processes and decodes
      await Promise.all(asked);
      if (move > 0) all.push(performance.now() - started);
    }
    report(
      `slider to new tile, ${title}: first p50 ${at(first, 0.5)} ms, p95 ${at(first, 0.95)} ms; all six p50 ${at(all, 0.5)} ms, p95 ${at(all, 0.95)} ms`,
    );
  } finally {
    pool.dispose();
  }
}

/** The gentle preset with its rotation moved by one step. */
function rotated(move: number): Recipe {
  const { recipe } = builtInPresets[0]!;
  const steps = recipe.steps.map((s) =>
    'transform' in s && s.transform === 'image.rotate' ? { ...s, degrees: [-8, 8 + move * 0.5] } : s,
  );
  return { ...recipe, steps };
}

const at = (values: readonly number[], share: number): string =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!.toFixed(0);
