import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recipe } from '../../../src/core/recipe';
import type { Shard } from '../../../src/core/shards';
import { estimateRun } from '../../../src/engine/estimate';
import { mergeRun } from '../../../src/engine/merge';
import { createPool, type Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { type RunOptions, runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { undoRun } from '../../../src/engine/undo';
import { filesBelow, mixingRecipe, smallRecipe, temporaryFolder, treeHash, writeDataset } from './datasets';
import { bundled } from './worker-bundle';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let pool: Pool;
const folder = temporaryFolder();
beforeAll(() => {
  pool = createPool({ workerFile: bundled('worker'), workers: 2 });
});
afterAll(() => {
  pool.dispose();
  folder.remove();
});
let n = 0;
let root: string;
let out: string;
beforeEach(async () => {
  root = join(folder.path, `${++n}`, 'data');
  out = join(folder.path, `${n}`, 'out');
  await writeDataset(root, 4);
});

const choice = { onlyVariants: true, allowEvaluationData: false, tar: true } as const;
const run = async (recipe: Recipe, more: Omit<RunOptions, 'pool'> = {}) =>
  runRecipe(await openDataset([root]), recipe, { ...choice, out }, { pool, ...more });
const shard = (index: number, count: number, recipe: Recipe) => run(recipe, { shard: { index, count } });
const tar = (i = 0) => join(out, `shard-00000${i}.tar`);
const linesOf = (name: string) =>
  readFileSync(join(out, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What `stream` sends. */
async function streamed(recipe: Recipe, part?: Shard): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  await streamRecipe(await openDataset([root]), recipe, { pool, out: sink, shard: part });
  return Buffer.concat(chunks);
}

function makeTexts(): Recipe {
  rmSync(root, { recursive: true });
  mkdirSync(root);
  const rows = Array.from({ length: 40 }, (_, i) => `${i},"the film was number ${i}, and good",${i % 2 ? 'a' : 'b'}\n`);
  writeFileSync(join(root, 'train.csv'), `id,text,label\n${rows.join('')}`);
  return {
    version: 1,
    modality: 'text',
    seed: 3,
    variants: 2,
    steps: [{ transform: 'text.typo', letters: [0.1, 0.2] }],
  };
}

/** Boxes of YOLO beside the pictures. */
function makeYolo(): Recipe {
  for (const path of filesBelow(join(root, 'train'))) {
    const label = join(root, 'labels', 'train', path.replace(/\.png$/, '.txt'));
    mkdirSync(join(label, '..'), { recursive: true });
    writeFileSync(label, '0 0.25 0.5 0.2 0.4\n');
  }
  mkdirSync(join(root, 'images'));
  execFileSync('mv', [join(root, 'train'), join(root, 'images', 'train')]);
  rmSync(join(root, 'test'), { recursive: true });
  return { ...smallRecipe, steps: [{ transform: 'image.flip', axis: 'horizontal' }] };
}

describe('run --tar', () => {
  it.each([
    ['pictures', () => mixingRecipe],
    ['labels beside pictures', makeYolo],
  ] as const)('writes one tar with the bytes that stream sends: %s', async (_, make) => {
    const recipe = make();
    const result = await run(recipe);
    expect(result.failed).toEqual([]);
    expect(readFileSync(tar())).toEqual(await streamed(recipe));
    expect(filesBelow(out)).toEqual(['.augment-manifest.jsonl', '.augment-recipe.json', 'shard-000000.tar']);
    const lines = linesOf('.augment-manifest.jsonl');
    expect(lines.filter((line) => line.tar === 'shard-000000.tar')).toHaveLength(result.variants);
    expect(lines.at(-1)).toEqual({ file: 'shard-000000.tar', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(result.variants).toBe(24);
    const record = JSON.parse(readFileSync(join(out, '.augment-recipe.json'), 'utf8'));
    expect(record).toMatchObject({ tar: true, state: 'finished', counts: { variants: result.variants } });
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)(
    'is read by Python, grouped as WebDataset does',
    async () => {
      await run(makeYolo());
      const script = `
import json, sys, tarfile, hashlib
samples, last = [], None
for m in tarfile.open(sys.argv[1]):
    folder, _, name = m.name.rpartition("/")
    base, _, field = name.partition(".")          # webdataset.tariterators.base_plus_ext
    if (folder, base) != last:
        samples.append({"__key__": folder + "/" + base}); last = (folder, base)
    assert field not in samples[-1] and m.isfile() and m.mtime == 0, m.name
    data = t = tarfile.open(sys.argv[1]).extractfile(m).read()
    samples[-1][field] = hashlib.sha256(data).hexdigest() if field == "png" else data.decode()
print(json.dumps(samples))`;
      const { stdout, stderr } = spawnSync('python3', ['-c', script, tar()]);
      expect(stderr.toString()).toBe('');
      const samples = JSON.parse(stdout.toString()) as Record<string, string>[];
      expect(new Set(samples.map((sample) => sample.__key__)).size).toBe(24);
      const hashes = new Map(linesOf('.augment-manifest.jsonl').map((line) => [line.sha256, line]));
      for (const sample of samples) {
        expect(Object.keys(sample).sort()).toEqual(['__key__', 'json', 'png', 'txt']);
        expect(hashes.get(sample.png!)?.source).toBe(JSON.parse(sample.json!).source);
        expect(sample.txt).toBe('0 0.750000 0.500000 0.200000 0.400000\n'); // mirrored
      }
    },
  );

  it('names what could not be made, and the rest is there', async () => {
    writeFileSync(join(root, 'train', 'cat', 'broken.png'), 'no picture');
    const said: string[] = [];
    const result = await run(smallRecipe, { onLog: (line) => said.push(line) });
    expect(result).toMatchObject({ sources: 9, variants: 24, failed: [{ source: 'train/cat/broken.png' }] });
    expect(said).toEqual([expect.stringContaining('train/cat/broken.png: ')]);
    expect(linesOf('.augment-manifest.jsonl').filter((line) => 'error' in line)).toHaveLength(3);
  });

  it('is begun in a new folder only, and gone on with by --resume', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'mine.txt'), 'mine');
    await expect(run(smallRecipe)).rejects.toThrow('not empty');
    await expect(run(smallRecipe, { resume: out })).rejects.toThrow('holds something else');
    expect(filesBelow(out)).toEqual(['mine.txt']);
  });

  it('that was cancelled leaves no tar, and goes on to the same bytes', async () => {
    await run(smallRecipe);
    const whole = treeHash(out);
    rmSync(out, { recursive: true });
    const abort = new AbortController();
    const cancelled = await run(smallRecipe, { signal: abort.signal, onProgress: () => abort.abort() });
    expect(cancelled).toMatchObject({ cancelled: true, variants: 0 });
    expect(filesBelow(out).filter((path) => /tar|tmp/.test(path))).toEqual([]);
    expect((await run(smallRecipe, { resume: out })).variants).toBe(24);
    expect(treeHash(out)).toBe(whole);
  });

  it('is taken back, unless the tar has changed', async () => {
    await run(smallRecipe);
    const bytes = readFileSync(tar());
    writeFileSync(tar(), 'mine');
    expect((await undoRun(out)).kept).toEqual(['shard-000000.tar']);
    writeFileSync(tar(), bytes);
    expect(await undoRun(out)).toMatchObject({ deleted: 1, kept: [] });
    expect(existsSync(out)).toBe(false);
  });

  it('says where a variant lies that is to be made again', async () => {
    await run(smallRecipe);
    await expect(replayOutput(pool, out, 'train/cat/cat.0__aug-1.png')).rejects.toThrow('lies in shard-000000.tar');
  });

  const canMount = process.platform === 'linux' && spawnSync('unshare', ['-m', 'true']).status === 0;
  it.skipIf(!canMount)('stops on a full disk with the reason and without a half tar, and goes on', async () => {
    await run(smallRecipe);
    const whole = treeHash(out);
    rmSync(out, { recursive: true });
    mkdirSync(out);
    const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', out]);
    mount('size=32k');
    try {
      await expect(shard(0, 1, smallRecipe)).rejects.toThrow(/The run stopped: cannot write .*: the disk is full/);
      expect(filesBelow(out).filter((path) => /tar|tmp/.test(path))).toEqual([]);
      mount('remount,size=4m');
      await run(smallRecipe, { resume: out });
      expect(treeHash(out)).toBe(whole);
    } finally {
      execFileSync('umount', ['-l', out]);
    }
  });
});

describe('shards with --tar', () => {
  it.each([
    ['pictures', () => smallRecipe],
    ['texts', makeTexts],
  ] as const)('are one tar each, in any order the same, and merged to one record: %s', async (_, make) => {
    const recipe = make();
    const results = [];
    for (const i of [2, 0, 1]) results.push(await shard(i, 3, recipe));
    for (const index of [0, 1, 2])
      expect(readFileSync(tar(index))).toEqual(await streamed(recipe, { index, count: 3 }));
    const merged = await mergeRun(out, { pool });
    for (const part of ['sources', 'variants', 'skipped'] as const) {
      expect(results.reduce((sum, result) => sum + result[part], 0)).toBe(merged[part]);
    }
    const whole = treeHash(out);
    expect(filesBelow(out)).toHaveLength(5);
    expect(
      linesOf('.augment-manifest.jsonl')
        .filter((line) => 'file' in line)
        .map((line) => line.file),
    ).toEqual([0, 1, 2].map((i) => `shard-00000${i}.tar`));
    expect((await undoRun(out)).deleted).toBe(3);
    await Promise.all([0, 1, 2].map((i) => shard(i, 3, recipe)));
    await mergeRun(out, { pool });
    expect(treeHash(out)).toBe(whole);
  });

  it('that are done end at once; one that lost its tar, or its manifest, makes both anew', async () => {
    const first = await shard(0, 2, smallRecipe);
    const hash = treeHash(out);
    const same = async () => {
      const { seconds: _, ...again } = await shard(0, 2, smallRecipe);
      expect(first).toMatchObject(again);
      expect(treeHash(out)).toBe(hash);
    };
    await same();
    rmSync(tar());
    await same();
    const manifest = join(out, '.augment-manifest-00001-of-00002.jsonl');
    const journal = join(out, '.augment-journal-00001-of-00002.jsonl');
    writeFileSync(journal, `${readFileSync(manifest, 'utf8').trim().split('\n').at(-1)}\n`); // killed between two names
    rmSync(manifest);
    await same();
    writeFileSync(tar(), 'mine');
    await expect(shard(0, 2, smallRecipe)).rejects.toThrow('not as the run wrote it');
    expect(readFileSync(tar(), 'utf8')).toBe('mine');
  });

  it('are not merged while one, or its tar, is missing; other shards are refused', async () => {
    await shard(0, 2, smallRecipe);
    await expect(mergeRun(out, { pool })).rejects.toThrow('1/2 is not there');
    const dataset = await openDataset([root]);
    const other = { ...choice, tar: undefined, out };
    await expect(runRecipe(dataset, smallRecipe, other, { pool, shard: { index: 1, count: 2 } })).rejects.toThrow(
      '--tar',
    );
    await shard(1, 2, smallRecipe);
    rmSync(tar(1));
    await expect(mergeRun(out, { pool })).rejects.toThrow('run shard 1/2 again');
  });

  it('are estimated as parts', async () => {
    const dataset = await openDataset([root]);
    const whole = await estimateRun(dataset, smallRecipe, { ...choice, out });
    const parts = await Promise.all(
      [0, 1, 2].map((index) => estimateRun(dataset, smallRecipe, { ...choice, out }, { index, count: 3 })),
    );
    expect(parts.map(({ sources, variants }) => [sources, variants])).toEqual([
      [3, 9],
      [3, 9],
      [2, 6],
    ]);
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeCloseTo(whole.bytes, -1);
  });
});
