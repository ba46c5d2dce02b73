import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recipe, Step } from '../../../src/core/recipe';
import { mergeRun } from '../../../src/engine/merge';
import { runRecipe } from '../../../src/engine/run';
import { type Dataset, openDataset } from '../../../src/engine/scan';
import { undoRun } from '../../../src/engine/undo';
import { choice } from '../dataset/make';
import { dataset } from '../labels/fixtures';
import { inProcess } from '../labels/in-process';
import { filesBelow, treeHash } from '../run/datasets';
import { type Bench, clipBench, countingPicture } from '../video/clips';
import { audio, labelledClips } from './clips';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const moved: readonly Step[] = [
  { transform: 'audio.shift', fraction: [-0.6, 0.6] },
  { transform: 'audio.speed', rate: [0.8, 1.2], keepPitch: false },
  { transform: 'audio.reverse', probability: 0.5 },
];
const mixed: readonly Step[] = [...moved, { transform: 'audio.mixup', weight: [0.3, 0.9] }];
const shown: readonly Step[] = [
  { transform: 'video.shift', fraction: [-0.6, 0.6], edge: 'loop' },
  { transform: 'video.flip', probability: 0.5 },
  { transform: 'video.rotate', degrees: [-20, 20], border: 'constant' },
];

let bench: Bench;
let filmed: Readonly<Record<string, string | Uint8Array>>;
beforeAll(async () => {
  bench = await clipBench();
  const clip = bench.run(...countingPicture('64x48', 10, 0.5), '-c:v', 'libx264', '-f', 'matroska', '-');
  const rows = (n: number) => Array.from({ length: 5 }, (_, i) => `${i},${i + n},10,${i + 20},30,ball\n`).join('');
  filmed = Object.fromEntries(
    ['p', 'q', 'r'].flatMap((name, n) => [
      [`${name}.mkv`, clip],
      [`${name}.csv`, `frame,x1,y1,x2,y2,class\n${rows(n)}`],
      [`${name}.vtt`, 'WEBVTT\n\n00:00.100 --> 00:00.300\nthere\n'],
    ]),
  );
});
afterAll(() => bench.remove());

type Files = () => Readonly<Record<string, string | Uint8Array>>;
const sets = {
  own: ['Audacity labels', 'CSV labels by time step', 'RTTM segments', 'SRT subtitles', 'WebVTT subtitles'],
  mixed: ['Audacity labels', 'CSV classes', 'CSV events', 'SRT subtitles', 'WebVTT subtitles'],
  filmed: ['CSV boxes by frame', 'WebVTT subtitles'],
};

describe.each<readonly [string, readonly string[], Files, Recipe]>([
  ['events, subtitles, segments and steps of time', sets.own, () => labelledClips('own'), audio(moved)],
  ['tables, shares and folds of blended clips', sets.mixed, () => labelledClips('mixed'), audio(mixed)],
  ['boxes by frame', sets.filmed, () => filmed, { ...audio(shown), modality: 'video', variants: 1 }],
])('%s', (_, names, files, recipe) => {
  let root: string;
  let opened: Dataset;
  let hash: string;
  let out: string;
  const inOut = () => ({ ...choice, out });
  beforeAll(async () => {
    root = dataset(files());
    out = join(dirname(root), 'out');
    opened = await openDataset([root]);
    expect(opened.index.labelSets.map(({ name }) => name).sort()).toEqual(names);
    const { failed } = await runRecipe(opened, recipe, inOut(), { pool: inProcess });
    expect(failed).toEqual([]);
    hash = treeHash(out);
  });
  beforeEach(() => rmSync(out, { recursive: true, force: true }));

  it('of shards, merged, is what one process writes, and is taken back', async () => {
    const source = treeHash(root);
    for (const index of [1, 0]) {
      await runRecipe(opened, recipe, inOut(), { pool: inProcess, shard: { index, count: 2 } });
    }
    await mergeRun(out, { pool: inProcess });
    expect(treeHash(out)).toBe(hash);
    expect((await undoRun(out)).kept).toEqual([]);
    expect([existsSync(out), treeHash(root)]).toEqual([false, source]);
  });

  it('of a run that was cut off and gone on with is the same', async () => {
    const cut = new AbortController();
    const onProgress = () => cut.abort();
    const half = await runRecipe(opened, recipe, inOut(), { pool: inProcess, signal: cut.signal, onProgress });
    expect(half.cancelled).toBe(true);
    expect(half.variants).toBeLessThan(recipe.variants * opened.index.samples.length);
    expect(filesBelow(out).filter((path) => path.endsWith('.tmp'))).toEqual([]);
    await runRecipe(opened, recipe, inOut(), { pool: inProcess, resume: out });
    expect(treeHash(out)).toBe(hash);
  });
});
