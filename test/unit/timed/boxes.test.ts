import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Recipe, Step } from '../../../src/core/recipe';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { choice } from '../dataset/make';
import { inProcess } from '../labels/in-process';
import { type Bench, clipBench, framesOf } from '../video/clips';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const [width, height, count] = [96, 64, 6];
/** Where the bright object of frame n is, edges at whole pixels from 0. */
const objectOf = (n: number) => ({ left: 8 + 9 * n, top: 10 + 3 * n, width: 26, height: 18 });
const steps: readonly Step[] = [
  { transform: 'video.flip', axis: 'either', probability: 0.6 },
  { transform: 'video.rotate', degrees: [-35, 35], border: 'constant', probability: 0.6 },
  { transform: 'video.crop', scale: [0.4, 0.8], probability: 0.6 },
  { transform: 'video.reverse', probability: 0.3 },
];
const recipe: Recipe = {
  ...{ version: 1, modality: 'video', seed: 11, variants: 6, steps },
  ...{ labels: { minVisibility: 0 }, output: { quality: 100 } },
};

let bench: Bench;
let clip: Buffer;
beforeAll(async () => {
  bench = await clipBench();
  const { left, top, width: w, height: h } = objectOf(0);
  const inside = `between(X,${left}+9*N,${left + w - 1}+9*N)*between(Y,${top}+3*N,${top + h - 1}+3*N)`;
  const picture = `color=black:s=${width}x${height}:r=10:d=${count / 10},geq=lum='16+219*${inside}':cb=128:cr=128`;
  clip = bench.run('-f', 'lavfi', '-i', picture, '-c:v', 'libx264', '-qp', '4', '-pix_fmt', 'yuv420p', '-f', 'matroska', '-'); // biome-ignore format: one line
});
afterAll(() => bench.remove());

/** Edges of what is bright in a frame, to a part of a pixel by the brightness of its edge; undefined where nothing is. */
function brightBox(plane: Buffer) {
  const share = (v: number) => Math.min(1, Math.max(0, (v - 16) / 219));
  const across = Array.from({ length: width }, (_, x) => Math.max(...Array.from({ length: height }, (_, y) => share(plane[y * width + x]!)))); // biome-ignore format: one line
  const down = Array.from({ length: height }, (_, y) => Math.max(...Array.from({ length: width }, (_, x) => share(plane[y * width + x]!)))); // biome-ignore format: one line
  const ends = (line: readonly number[]) => {
    const [first, last] = [line.findIndex((v) => v > 0.5), line.findLastIndex((v) => v > 0.5)];
    return first < 0 ? undefined : ([first, last + 1] as const);
  };
  const [x, y] = [ends(across), ends(down)];
  return x && y && { left: x[0], top: y[0], right: x[1], bottom: y[1] };
}

const rowsOf = (line: (n: number) => string) => Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('');
const mot = rowsOf((n) => {
  const { left, top, width: w, height: h } = objectOf(n);
  return `${n + 1},7,${(left + 1).toFixed(1)},${(top + 1).toFixed(1)},${w}.0,${h}.0,1,3,0.9`;
});
const corners = `frame,xmin,ymin,xmax,ymax,class\n${rowsOf((n) => {
  const { left, top, width: w, height: h } = objectOf(n);
  return [n, ...[left, top, left + w, top + h].map((v) => (v + 0).toFixed(2)), 'ball'].join(',');
})}`;
type Read = (
  row: readonly string[],
) => readonly [frame: number, left: number, top: number, right: number, bottom: number];

it.each<readonly [string, string, string, Read, readonly string[]]>([
  [
    'MOTChallenge, which counts frames and pixels from 1',
    'txt',
    mot,
    ([frame, , x, y, w, h]) => [+frame! - 1, +x! - 1, +y! - 1, +x! - 1 + +w!, +y! - 1 + +h!],
    ['3'],
  ],
  ['corners under a header', 'csv', corners, ([frame, a, b, c, d]) => [+frame!, +a!, +b!, +c!, +d!], ['ball']],
])('boxes by frame lie where the pixels lie: %s', async (_, extension, text, read, classes) => {
  const root = bench.at(`${extension}/set`);
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'a.mkv'), clip);
  writeFileSync(join(root, `a.${extension}`), text);
  const opened = await openDataset([root]);
  expect(opened.index.classes).toEqual(classes);
  const { out, failed } = await runRecipe(opened, recipe, { ...choice, out: bench.at(`${extension}/out`) }, { pool: inProcess }); // biome-ignore format: one line
  expect(failed).toEqual([]);
  const all = readFileSync(join(out, '.augment-manifest.jsonl'), 'utf8').trimEnd().split('\n');
  const lines = all.map((line) => JSON.parse(line)).filter((line): line is VariantLine => 'output' in line);
  let seen = 0;
  for (const { output, steps: drawn } of lines) {
    const isTurned = drawn.some((step) => step.transform === 'video.rotate');
    const written = readFileSync(join(out, output.replace('.mkv', `.${extension}`)), 'utf8')
      .trimEnd()
      .split('\n');
    const rows = extension === 'csv' ? written.slice(1) : written;
    const byFrame = new Map(rows.map((row) => read(row.split(','))).map(([frame, ...box]) => [frame, box]));
    for (const [n, plane] of framesOf(bench, join(out, output), width, height).planes.entries()) {
      const bright = brightBox(plane);
      const box = byFrame.get(n);
      const what = JSON.stringify({ drawn, n, bright, box });
      if (!bright) expect(box === undefined || box[2]! - box[0]! < 1.5 || box[3]! - box[1]! < 1.5, what).toBe(true);
      else {
        // a turned object that the frame cuts has a box about all of its corners, cut at the frame
        const exact = !isTurned || (box![0]! > 0 && box![1]! > 0 && box![2]! < width && box![3]! < height);
        for (const [i, edge] of [bright.left, bright.top, bright.right, bright.bottom].entries()) {
          const out = (edge - box![i]!) * (i < 2 ? -1 : 1); // by so much the object reaches beyond its box
          expect(out, what).toBeLessThan(1.5);
          if (exact) expect(out, what).toBeGreaterThan(-2.5); // tips of turned corners are faint
        }
        if (exact) seen++;
      }
    }
  }
  expect(seen).toBeGreaterThan(20);
});
