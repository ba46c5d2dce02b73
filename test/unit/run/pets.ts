import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach } from 'vitest';
import type { ManifestLine, RunRecord, VariantLine } from '../../../src/core/manifest';
import type { Recipe } from '../../../src/core/recipe';
import type { RunChoice, RunProgress } from '../../../src/core/run';
import { createPool } from '../../../src/engine/pool';
import { type RunOptions, runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { smallRecipe, temporaryFolder, writeDataset } from './datasets';
import { bundled } from './worker-bundle';

/** For tests of runs over `pets`, a dataset that is written anew for each; one pool serves all, whatever happens in a test. */
export function petRuns() {
  const pool = createPool({ workers: 2, workerFile: bundled('worker') });
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(async () => {
    folder = temporaryFolder();
    await writeDataset(at('pets'));
  });
  afterEach(() => folder.remove());
  afterAll(() => pool.dispose());

  const at = (name: string) => join(folder.path, name);
  const choose = (out: string | undefined, more: Partial<RunChoice> = {}): RunChoice => ({
    ...(out && { out: at(out) }),
    onlyVariants: false,
    allowEvaluationData: false,
    ...more,
  });
  const runInto = async (out: string, recipe: Recipe = smallRecipe, options: Partial<RunOptions> = {}) =>
    runRecipe(await openDataset([at('pets')]), recipe, choose(out), { pool, ...options });
  const manifestOf = (out: string): readonly ManifestLine[] =>
    readFileSync(join(at(out), '.augment-manifest.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const recordOf = (out: string): RunRecord => JSON.parse(readFileSync(join(at(out), '.augment-recipe.json'), 'utf8'));
  return { pool, at, choose, runInto, manifestOf, recordOf };
}

export const isVariant = (line: ManifestLine): line is VariantLine => 'output' in line;

/** Cancels after so many files. */
export const cancelAfter = (count: number): Partial<RunOptions> => {
  const abort = new AbortController();
  const onProgress = ({ done }: RunProgress) => done >= count && abort.abort();
  return { signal: abort.signal, onProgress };
};
