import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Recipe } from '../../../src/core/recipe';
import { createPool, type Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { type StreamOptions, streamRecipe } from '../../../src/engine/tar/stream';
import { makeTile } from '../../../src/engine/tile';
import { undoRun } from '../../../src/engine/undo';
import { type Bench, clicking, clipBench, countingPicture } from '../video/clips';
import { temporaryFolder, treeHash } from './datasets';
import { bundled } from './worker-bundle';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let workerFile: string;
let pool: Pool;
let bench: Bench;
let folder: ReturnType<typeof temporaryFolder>;
let root: string;
const at = (name: string) => join(folder.path, name);

beforeAll(async () => {
  workerFile = bundled('worker');
  pool = createPool({ workers: 2, workerFile });
  bench = await clipBench();
  folder = temporaryFolder();
  root = at('signs');
  const clip = (path: string, ...more: readonly string[]) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    bench.run(...countingPicture('64x48', 20, 0.5), ...more, join(root, path));
  };
  clip('train/book/book.mp4', ...clicking(0.5), '-c:v', 'libx264', '-c:a', 'aac');
  clip('train/eat/eat.mkv', '-c:v', 'libx264');
  clip('test/eat/other.mkv', '-c:v', 'libx264');
});
afterAll(() => {
  pool.dispose();
  bench.remove();
  folder.remove();
});

const recipe: Recipe = {
  version: 1,
  modality: 'video',
  seed: 7,
  variants: 2,
  steps: [
    { transform: 'video.speed', rate: [0.8, 1.2] },
    { transform: 'video.noise', sigma: [2, 5] },
    { transform: 'audio.noise', snr: [10, 20] },
  ],
};
/** The files of what `stream` sends, by name. */
async function streamed(more: Partial<StreamOptions> = {}): Promise<Readonly<Record<string, Buffer>>> {
  const [out, files] = [new PassThrough(), {} as Record<string, Buffer>];
  const tar = out.pipe(extract());
  const sent = streamRecipe(await openDataset([root]), recipe, { pool, out, ...more }).finally(() => out.end());
  for await (const entry of tar) files[entry.header.name] = await buffer(entry);
  await sent;
  return files;
}
const choose = (out: string) => ({ out: at(out), onlyVariants: false, allowEvaluationData: false });
const variantsOf = (out: string) =>
  readFileSync(join(at(out), '.augment-manifest.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as VariantLine)
    .filter((line) => 'output' in line);

it('a dataset of video is read, runs, is shown, replayed byte for byte and taken back', async () => {
  const dataset = await openDataset([root]);
  expect(dataset.index).toMatchObject({ modality: 'video', layout: 'class folders', classes: ['book', 'eat'] });
  const result = await runRecipe(dataset, recipe, choose('out'), { pool });
  expect(result).toMatchObject({ sources: 2, variants: 4, failed: [] });
  const record = JSON.parse(readFileSync(join(at('out'), '.augment-recipe.json'), 'utf8'));
  expect(record.codecs.ffmpeg).toMatch(/\d/);
  const lines = variantsOf('out');
  expect(lines.map((l) => l.output)).toContain('train/eat/eat__aug-2.mkv');
  const first = lines[0]!;
  const path = join(at('out'), first.output);
  const bytes = readFileSync(path);
  rmSync(path);
  await replayOutput(pool, at('out'), first.output);
  expect(readFileSync(path).equals(bytes)).toBe(true);

  const whole = await streamed();
  expect(Object.keys(whole)).toHaveLength(4 * 3); // clip, class and JSON
  for (const line of lines) {
    const made = whole[line.output]!;
    expect(made.equals(readFileSync(join(at('out'), line.output)))).toBe(true);
  }

  const tile = await makeTile(pool, dataset, { recipe, source: first.source, variant: 1, before: true });
  if (tile.kind !== 'video') throw new Error('not a tile of video');
  const rate = first.steps[0]!.drawn.rate as number;
  expect(tile.before!.seconds).toBeCloseTo(0.5);
  expect(tile.after.seconds).toBeCloseTo(Math.round(10 / rate) / 20);
  expect(tile.after.strip.size.width).toBe(tile.after.frames * 120);
  expect(Buffer.from(tile.after.bytes).readUInt32BE(0)).toBe(0x1a45dfa3); // WebM
  await undoRun(at('out'));
  expect(existsSync(at('out'))).toBe(false);
});

it('gives the same bytes with one worker and with two', async () => {
  const hashes = [];
  for (const workers of [1, 2]) {
    const own = createPool({ workers, workerFile });
    await runRecipe(await openDataset([root]), recipe, choose(`w${workers}`), { pool: own }).finally(own.dispose);
    hashes.push(treeHash(at(`w${workers}`)));
  }
  expect(hashes[0]).toBe(hashes[1]);
});

it('goes on past broken clips, and leaves no half file when it is cancelled', async () => {
  const broken = join(root, 'train/book/broken.mp4');
  writeFileSync(broken, readFileSync(join(root, 'train/book/book.mp4')).subarray(0, 1000));
  const { failed, variants } = await runRecipe(await openDataset([root]), recipe, choose('broken'), { pool });
  rmSync(broken);
  expect([failed.map((f) => f.source), variants]).toEqual([['train/book/broken.mp4'], 4]);

  const cancel = new AbortController();
  const long = { ...recipe, variants: 40 };
  const onProgress = () => cancel.abort();
  const cancelled = await runRecipe(await openDataset([root]), long, choose('cancelled'), {
    pool,
    signal: cancel.signal,
    onProgress,
  });
  expect(cancelled.cancelled).toBe(true);
  const files = readdirSync(at('cancelled'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((f) => f.endsWith('.tmp'))).toEqual([]);
  const recorded = new Set(variantsOf('cancelled').map((l) => l.output));
  expect(files.filter((f) => f.includes('__aug-') && !recorded.has(f))).toEqual([]);
});

it('is streamed in parts that are disjoint and together the whole, and anew in each epoch', async () => {
  const whole = await streamed();
  const parts = [await streamed({ shard: { index: 0, count: 2 } }), await streamed({ shard: { index: 1, count: 2 } })];
  expect(parts.map((part) => Object.keys(part).length)).toEqual([6, 6]);
  expect({ ...parts[0], ...parts[1] }).toEqual(whole);
  const next = await streamed({ epoch: 1, shard: { index: 0, count: 2 } });
  expect(Object.keys(next)).toEqual(Object.keys(parts[0]!));
  for (const name of Object.keys(next).filter((n) => !n.endsWith('.cls'))) expect(next[name]).not.toEqual(whole[name]);
});
