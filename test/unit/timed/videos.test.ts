import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Recipe, Step } from '../../../src/core/recipe';
import { clipLabelling } from '../../../src/engine/labels/clips';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { makeTile } from '../../../src/engine/tile';
import { choice } from '../dataset/make';
import { inProcess } from '../labels/in-process';
import { type Bench, clipBench, countingPicture, framesOf } from '../video/clips';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const [width, height, fps, count] = [64, 48, 25, 20];
let bench: Bench;
let root: string;

beforeAll(async () => {
  bench = await clipBench();
  root = bench.at('set');
  mkdirSync(root);
  const encoded = ['-c:v', 'libx264', '-qp', '6', '-pix_fmt', 'yuv420p', join(root, 'a.mp4')];
  bench.run(...countingPicture(`${width}x${height}`, fps, count / fps), ...encoded);
  const rows = Array.from({ length: count }, (_, n) => `${n},${n},10,${n + 12},30,ball,n${n}\n`);
  writeFileSync(join(root, 'a.csv'), `frame,x1,y1,x2,y2,class,note\n${rows.join('')}`);
  writeFileSync(
    join(root, 'a.srt'),
    '1\n00:00:00,080 --> 00:00:00,320\nhello\n\n2\n00:00:00,600 --> 00:00:00,800\nbye\n',
  );
});
afterAll(() => bench.remove());

const video = (steps: readonly Step[]): Recipe => ({
  ...{ version: 1, modality: 'video', seed: 3, variants: 1, steps, output: { quality: 100 } },
  labels: { minVisibility: 0 },
});

/** One variant, its rows by frame, and the frame of the source that each of its frames shows, told by its brightness. */
async function made(steps: readonly Step[], n: string) {
  const dataset = await openDataset([root]);
  const chosen = { ...choice, out: bench.at(`out${n}`) };
  const { out, failed } = await runRecipe(dataset, video(steps), chosen, { pool: inProcess });
  expect(failed).toEqual([]);
  const lines = readFileSync(join(out, '.augment-manifest.jsonl'), 'utf8').split('\n').filter(Boolean);
  const line = lines.map((text) => JSON.parse(text)).find((one) => 'output' in one) as VariantLine;
  const text = readFileSync(join(out, 'a__aug-1.csv'), 'utf8').trimEnd().split('\n');
  expect(text[0]).toBe('frame,x1,y1,x2,y2,class,note');
  const rows = text.slice(1).map((row) => row.split(','));
  const { means } = framesOf(bench, join(out, line.output), width, height);
  const shown = means.map((mean) => Math.round((mean - 40) / 8));
  return { line, rows, shown, srt: readFileSync(join(out, 'a__aug-1.srt'), 'utf8') };
}

it.each<readonly [string, readonly Step[]]>([
  ['hold', [{ transform: 'video.shift', fraction: [-0.3, -0.3], edge: 'hold' }]],
  [
    'all',
    [
      { transform: 'video.shift', fraction: [0.35, 0.35], edge: 'loop' },
      { transform: 'video.speed', rate: [0.77, 0.77] },
      { transform: 'video.frameDrop', share: [0.4, 0.4] },
      { transform: 'video.reverse' },
      { transform: 'video.speed', rate: [1.3, 1.3] },
    ],
  ],
])('rows by frame are those of the frames that are seen: %s', async (name, steps) => {
  const { rows, shown } = await made(steps, name);
  expect(rows.map(([frame]) => Number(frame))).toEqual(shown.map((_, n) => n));
  expect(rows.map((row) => Number(row[6]!.slice(1)))).toEqual(shown);
});

it('black frames have no boxes, boxes move with the matrix, subtitles with time', async () => {
  const steps: readonly Step[] = [
    { transform: 'video.shift', fraction: [0.25, 0.25], edge: 'black' },
    { transform: 'video.flip', axis: 'horizontal' },
  ];
  const { rows, line, srt } = await made(steps, 'black');
  expect(rows[0]!.slice(0, 6)).toEqual(['5', '52', '10', '64', '30', 'ball']); // of frame 0: 64 - 12, 64 - 0
  expect(rows).toHaveLength(15);
  expect(srt).toBe('1\n00:00:00,280 --> 00:00:00,520\nhello\n'); // 0.2 later; what was at the end is gone
  expect(line.dropped).toEqual(['subtitle 2: 0 % left']);
  expect(line.labels).toEqual(['ball']);
});

it('a tile carries boxes by frame and subtitles', async () => {
  const recipe = video([{ transform: 'video.reverse' }]);
  const tile = await makeTile(inProcess, await openDataset([root]), {
    recipe,
    source: 'a.mp4',
    variant: 1,
    before: true,
  });
  if (tile.kind !== 'video') throw new Error('not a tile of video');
  expect(tile.times!.before!.frames!.objects[3]).toEqual([
    { class: 'ball', box: { left: 3, top: 10, right: 15, bottom: 30 } },
  ]);
  expect(tile.times!.after.frames!.objects[16]).toEqual(tile.times!.before!.frames!.objects[3]);
  expect(tile.times!.after.events.map(({ name, isText }) => [name, isText])).toEqual([
    ['bye', true],
    ['hello', true],
  ]);
});

it('labels by frame are not carried into a clip whose frames become others', async () => {
  const { index } = await openDataset([root]);
  const ask = {
    sets: index.labelSets,
    own: index.labelSets.map((set) => ({ file: join(root, `a.${set.places![0]!.extension}`) })),
    ...{ partners: {}, minVisibility: 0.3, classMap: {} },
  };
  const pictures = { width, height, fps, frames: count };
  const clip = { seconds: count / fps, pictures, uneven: true } as const;
  await expect(clipLabelling(ask, 'a.mp4', clip)).rejects.toThrow(
    "its label (CSV boxes by frame) can't be used: the clip’s frames are not evenly spaced",
  );
});
