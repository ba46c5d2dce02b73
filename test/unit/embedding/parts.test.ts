import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { mergeRun } from '../../../src/engine/merge';
import { runRecipe } from '../../../src/engine/run';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { inProcess as pool } from '../labels/in-process';
import { treeHash } from '../run/datasets';
import { openFiles } from '../table/make';
import { choice } from '../table/rows';
import { npy, readNpy, sixNumbers } from './files';
import { manifestOf, mixup, noise, recipe } from './rows';

describe('shards and streams', () => {
  const large = () => {
    const random = Array.from(
      { length: 90 },
      (_, i) => `${(i * 37) % 11}.${i % 10},${(i * 17) % 7}.5,${i % 3 ? 'x' : 'y'}`,
    );
    return openFiles({ 'train.csv': `a,b,class\n${random.join('\n')}\n` });
  };

  it('three shards and a merge give the bytes of one run', async () => {
    const dataset = await large();
    const whole = await runRecipe(dataset, recipe([mixup, noise]), choice, { pool });
    const out = join(dataset.root, '..', 'shards');
    for (const index of [2, 0, 1]) {
      await runRecipe(dataset, recipe([mixup, noise]), { ...choice, out }, { pool, shard: { index, count: 3 } });
    }
    await mergeRun(out, { pool });
    for (const file of [whole.out, out]) rmSync(join(file, '.augment-recipe.json'));
    expect(treeHash(out)).toBe(treeHash(whole.out));
  });

  it('streams a .npy, a class and a record for each variant, with the numbers that a run writes', async () => {
    const dataset = await openFiles({
      'points.npy': npy('<f4', [3, 2], sixNumbers('<f4')),
      'points_labels.csv': 'class\nx\ny\nx\n',
    });
    const { out } = await runRecipe(dataset, recipe([mixup, noise]), choice, { pool });
    const tar = new PassThrough();
    const files = new Map<string, Buffer>();
    const reading = new Promise<void>((resolve, reject) => {
      const reader = extract();
      reader.on('entry', async ({ name }, stream, next) => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        files.set(name, Buffer.concat(chunks));
        next();
      });
      reader.on('finish', resolve).on('error', reject);
      tar.pipe(reader);
    });
    expect(await streamRecipe(dataset, recipe([mixup, noise]), { pool, out: tar })).toMatchObject({
      samples: 6,
      failed: 0,
    });
    tar.end();
    await reading;
    const written = readNpy(readFileSync(join(out, 'points.npy'))).rows.slice(3);
    const rows = manifestOf(out).filter((line) => line.output);
    for (const [i, line] of rows.entries()) {
      const key = `points/${line.source.split('#')[1]}__aug-${line.variant}`;
      const own = readNpy(files.get(`${key}.npy`)!);
      expect([own.head.shape, own.rows.flat()]).toEqual([[2], written[i]]);
      const record = JSON.parse(String(files.get(`${key}.json`)));
      expect(record.targets).toEqual(line.targets);
      const heaviest = line.targets.x >= line.targets.y ? 'x' : 'y';
      expect(String(files.get(`${key}.cls`))).toBe(
        line.targets.x === line.targets.y ? expect.anything() : heaviest === 'x' ? '0' : '1',
      );
    }
  });

  it('a file that became shorter fails its rows, and loses nothing', async () => {
    const dataset = await openFiles({ 'points.npy': npy('<f4', [3, 2], sixNumbers('<f4')) });
    const path = join(dataset.root, 'points.npy');
    writeFileSync(path, readFileSync(path).subarray(0, 140));
    const out = join(mkdtempSync(join(tmpdir(), 'augment-')), 'out');
    await expect(runRecipe(dataset, recipe([noise]), { ...choice, out }, { pool })).rejects.toThrow(/shorter/);
    rmSync(join(out, '..'), { recursive: true });
  });
});
