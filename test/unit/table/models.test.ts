import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createPool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { keepModelsIn } from '../../../src/engine/storage';
import { createWorkers } from '../../../src/engine/workers';
import { bundled } from '../run/worker-bundle';
import { openFiles } from './make';
import { choice, csv, linesOf, recipe, sha } from './rows';

vi.setConfig({ testTimeout: 180_000 });
const pool = createPool({ workers: 2, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

describe('steps that ask models', () => {
  it('are answered for whole blocks, recorded, and replayed without a model', async () => {
    const storage = mkdtempSync(join(tmpdir(), 'storage-'));
    keepModelsIn(storage);
    const models = createWorkers({ workers: 2, workerFile: bundled('worker') });
    const steps = [
      { transform: 'text.neighbor', minSimilarity: 0 },
      { transform: 'text.maskedModel', model: resolve('test/fixtures/models/tiny-bert-mlm'), minProbability: 0 },
    ];
    try {
      const dataset = await openFiles({ 'train.csv': csv(60) });
      const asking = { ...recipe, steps };
      const { out, variants, skipped, failed } = await runRecipe(dataset, asking, choice, { pool: models });
      expect(failed).toEqual([]);
      expect(variants + skipped).toBe(180);
      const lines = linesOf(join(out, '.augment-manifest.jsonl')).filter((line) => line.output);
      expect(lines.filter((line) => line.steps.length === 2).length).toBeGreaterThan(170);
      const rows = readFileSync(join(out, 'train.csv'), 'utf8').trimEnd().split('\n').slice(61);
      expect(rows.map(sha)).toEqual(lines.map((line) => line.sha256));
      rmSync(storage, { recursive: true });
      await expect(replayOutput(pool, out, lines[7].output)).resolves.toMatchObject({ sha256: lines[7].sha256 });
      const missing = { ...asking, steps: [{ transform: 'text.maskedModel', model: 'nobody/nothing' }] };
      await expect(runRecipe(dataset, missing, choice, { pool: models })).rejects.toThrow('is not on this computer');
    } finally {
      models.dispose();
      rmSync(storage, { recursive: true, force: true });
    }
  });
});
