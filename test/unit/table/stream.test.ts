import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { extract } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { createPool } from '../../../src/engine/pool';
import { runRecipe } from '../../../src/engine/run';
import type { openDataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { bundled } from '../run/worker-bundle';
import { openFiles } from './make';
import { choice, csv, linesOf, recipe } from './rows';

const pool = createPool({ workers: 2, workerFile: bundled('worker') });
afterAll(() => pool.dispose());

describe('a stream of rows', () => {
  const streamed = async (dataset: Awaited<ReturnType<typeof openDataset>>, more = {}) => {
    const out = new PassThrough();
    const files = new Map<string, string>();
    const reading = (async () => {
      for await (const entry of out.pipe(extract())) {
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        files.set(entry.header.name, Buffer.concat(chunks).toString());
      }
    })();
    const result = await streamRecipe(dataset, recipe, { pool, out, ...more });
    out.end();
    await reading;
    return { result, files };
  };

  it('has what a run writes, in any shards and any order', async () => {
    const dataset = await openFiles({ 'train.csv': csv(60) });
    const { out } = await runRecipe(dataset, recipe, { ...choice, onlyVariants: true }, { pool });
    const made = linesOf(join(out, '.augment-manifest.jsonl')).filter((l) => l.output);
    const all = await streamed(dataset);
    expect(all.result).toMatchObject({ samples: made.length, failed: 0, end: 'whole' });
    const shards = await Promise.all([0, 1].map((index) => streamed(dataset, { shard: { index, count: 2 } })));
    const shuffled = await streamed(dataset, { shuffle: true });
    const sorted = (files: Map<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(new Map([...shards[0]!.files, ...shards[1]!.files]))).toEqual(sorted(all.files));
    expect(sorted(shuffled.files)).toEqual(sorted(all.files));
    expect([...shuffled.files.keys()]).not.toEqual([...all.files.keys()]);
    const rows = readFileSync(join(out, 'train.csv'), 'utf8').trimEnd().split('\n').slice(1);
    const source = Number(made[5].source.split('#')[1]);
    expect(rows[5]).toContain(all.files.get(`train/${source}__aug-${made[5].variant}.txt`));
  });
});
