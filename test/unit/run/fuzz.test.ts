import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeBmp } from '../../../src/engine/image/bmp';
import { createPool, type Pool } from '../../../src/engine/pool';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { filesBelow, smallRecipe, temporaryFolder } from './datasets';
import { mutated } from './mutations';
import { bundled } from './worker-bundle';

const copies = Number(process.env.FUZZ ?? 50); // `npm run test:fuzz` takes 2,000 of each format
const memoryLimit = 1.5e9; // bytes a worker process may hold at its peak

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 });

const folder = temporaryFolder();
let pool: Pool;
beforeAll(() => {
  pool = createPool({ workerFile: bundled('worker'), workers: 2, timeLimit: 30_000 });
});
afterAll(() => {
  pool.dispose();
  folder.remove();
});

/** A picture of 40 × 30 with something in it, in each format that is read. */
const seeds: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  jpg: () => picture().jpeg().toBuffer(),
  png: () => picture().png().toBuffer(),
  webp: () => picture().webp().toBuffer(),
  tiff: () => picture().tiff({ compression: 'lzw' }).toBuffer(),
  avif: () => picture().avif({ effort: 0 }).toBuffer(),
  gif: () => picture().gif().toBuffer(),
  bmp: async () => encodeBmp({ width: 40, height: 30, channels: 3, data: pixels }),
};
const pixels = Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * i) % 251);
const picture = () => sharp(pixels, { raw: { width: 40, height: 30, channels: 3 } });

describe.each(Object.keys(seeds))('damaged .%s files', (extension) => {
  it(`are made or named, each of ${copies}, and crash or hang nothing`, async () => {
    const root = join(folder.path, extension);
    mkdirSync(join(root, 'train', 'a'), { recursive: true });
    const whole = await seeds[extension]!();
    for (let n = 0; n < copies; n++) {
      writeFileSync(join(root, 'train', 'a', `${n}.${extension}`), mutated(whole, extension, n));
    }
    const out = join(folder.path, `${extension}-out`);
    const dataset = await openDataset([root]);
    const choice = { out, onlyVariants: true, allowEvaluationData: false };
    const result = await runRecipe(dataset, { ...smallRecipe, variants: 1 }, choice, { pool });
    expect(result.sources).toBe(copies);
    expect(result.variants + result.failed.length).toBe(copies);
    const written = filesBelow(out).filter((path) => !path.startsWith('.augment'));
    expect(written).toHaveLength(result.variants);
    expect(result.failed.filter(({ error }) => error.trim() === '')).toEqual([]);
    const stopped = result.failed.filter(({ error }) => /crashed|took longer/.test(error));
    expect(stopped).toEqual([]);
    expect(peakOfWorkers()).toBeLessThan(memoryLimit);
  });
});

/** The most memory that a child of this process has held, in bytes; 0 where there is no /proc. */
function peakOfWorkers(): number {
  const peaks = list('/proc').map((pid) => {
    const status = /^\d+$/.test(pid) ? read(`/proc/${pid}/status`) : '';
    const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
    return Number(parent) === process.pid ? Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024 : 0;
  });
  return Math.max(0, ...peaks);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // gone meanwhile
  }
}
function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
