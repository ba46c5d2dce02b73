import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkRecipe } from '../../../src/core/recipe-check';
import { decodeSound } from '../../../src/engine/audio/decode';
import { findFfmpeg } from '../../../src/engine/ffmpeg/find';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { openVideo } from '../../../src/engine/video/open';
import { decodeMask } from '../../../src/formats/masks/png';
import { catalogue } from '../../../src/transforms/index';
import { free } from '../audio/sounds';
import { inProcess } from '../labels/in-process';
import { mixingRecipe, smallRecipe, temporaryFolder } from './datasets';
import { mutated } from './mutations';

const copies = Number(process.env.FUZZ ?? 50); // `npm run test:fuzz` takes 2,000 of each format
const fewer = process.env.FUZZ ? copies : 12; // of what ffmpeg reads, each in a process of its own
const memoryLimit = 1.5e9; // bytes that all of it may take, here in one process
const timeLimit = 20_000_000; // µs of CPU for one file, or a few

vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 120_000 });

const folder = temporaryFolder();
afterAll(() => folder.remove());
const at = (...names: readonly string[]) => join(folder.path, ...names);
function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

let ffmpeg: string;
beforeAll(async () => {
  ffmpeg = (await findFfmpeg()).path;
});
const made = (name: string, ...args: readonly string[]): Uint8Array => {
  execFileSync(ffmpeg, ['-v', 'error', '-nostdin', '-y', ...args, at(name)]);
  return readFileSync(at(name));
};
const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=8000:duration=0.5'];

const mask = () =>
  encode({ width: 40, height: 30, channels: 1, depth: 8, data: Uint8Array.from({ length: 1200 }, (_, i) => i % 3) });
const gray = encode({ width: 40, height: 30, channels: 3, depth: 8, data: new Uint8Array(3600).fill(90) });
const parquet = (columns: readonly { name: string; data: unknown[] }[]) =>
  new Uint8Array(parquetWriteBuffer({ columnData: columns as never }));
const rows = Array.from({ length: 12 }, (_, i) => i);

interface Kind {
  /** Read by ffmpeg: some at a time. */
  readonly byFfmpeg?: true;
  whole(): Uint8Array;
  /** Reads a damaged copy: what it throws must say what is wrong. */
  read(bytes: Uint8Array, n: number): Promise<unknown> | unknown;
}
/** A damaged file of a dataset of pictures: it is scanned, and where it may be, run. */
const among = (name: string, file: string) => async (bytes: Uint8Array, n: number) => {
  const root = at(name);
  if (n === 0) for (const row of rows) put(join(root, 'images', `${row}.png`), gray);
  put(join(root, file), bytes);
  const dataset = await openDataset([root]);
  const choice = { out: at(`${name}-out`, `${n}`), onlyVariants: true, allowEvaluationData: true };
  if (n % 10 > 0) return; // a run takes its time
  const { failed } = await runRecipe(dataset, { ...smallRecipe, variants: 1 }, choice, { pool: inProcess });
  for (const { error } of failed) expect(error.trim()).not.toBe('');
};
const kinds: Readonly<Record<string, Kind>> = {
  WAV: {
    whole: () => made('whole.wav', ...sound),
    byFfmpeg: true,
    read: (bytes, n) => decodeSound(put(at(`damaged-${n}.wav`), bytes), free),
  },
  FLAC: {
    whole: () => made('whole.flac', ...sound),
    byFfmpeg: true,
    read: (bytes, n) => decodeSound(put(at(`damaged-${n}.flac`), bytes), free),
  },
  MP3: {
    whole: () => made('whole.mp3', ...sound),
    byFfmpeg: true,
    read: (bytes, n) => decodeSound(put(at(`damaged-${n}.mp3`), bytes), free),
  },
  MP4: {
    whole: () => made('whole.mp4', '-f', 'lavfi', '-i', 'testsrc=s=64x48:r=10:d=0.5', ...sound, '-shortest'),
    byFfmpeg: true,
    read: (bytes, n) => openVideo(put(at(`damaged-${n}.mp4`), bytes), free),
  },
  'masks of PNG': { whole: mask, read: decodeMask },
  'data.yaml': {
    whole: () =>
      Buffer.from('path: .\ntrain: images\nval: [images]\nnc: 2\nnames:\n  0: cat\n  1: "dog"\nkpt_shape: [2, 3]\n'),
    read(bytes, n) {
      if (n === 0) put(at('yaml', 'labels', '1.txt'), '0 0.5 0.5 0.2 0.4\n');
      return among('yaml', 'data.yaml')(bytes, n);
    },
  },
  'Parquet of pictures': {
    whole: () =>
      parquet([
        { name: 'file_name', data: rows.map((n) => `images/${n}.png`) },
        { name: 'label', data: rows.map((n) => (n % 2 ? 'x' : 'y')) },
      ]),
    read: among('parquet', 'metadata.parquet'),
  },
  'Parquet of texts': {
    whole: () =>
      parquet([
        { name: 'text', data: rows.map((n) => `one fine film, number ${n}`) },
        { name: 'label', data: rows.map((n) => n % 2) },
      ]),
    read: (bytes) => openDataset([dirname(put(at('texts', 'train.parquet'), bytes))]),
  },
  'recipes and presets': {
    whole: () => Buffer.from(JSON.stringify({ ...mixingRecipe, output: { format: 'jpeg', quality: 90 } })),
    read(bytes) {
      let value: unknown;
      try {
        value = JSON.parse(Buffer.from(bytes).toString());
      } catch {
        return; // told with its place by whoever reads the file
      }
      const checked = checkRecipe(value, catalogue);
      if ('problems' in checked) for (const { message } of checked.problems) expect(message).not.toBe('');
    },
  },
};

describe.each(Object.entries(kinds))('damaged files: %s', (name, { whole, read, byFfmpeg }) => {
  const [count, together] = byFfmpeg ? [fewer, 4] : [copies, 1];

  it(`each of ${count} is read, or what is wrong with it is said`, async () => {
    const bytes = whole();
    await read(bytes, 0); // as it is
    let said = 0;
    const one = async (n: number) => {
      try {
        await read(mutated(bytes, name, n), n);
      } catch (error) {
        // a mistake of ours would be one of these; what is said of a file is an Error, or a reason not to run
        expect(error instanceof TypeError || error instanceof ReferenceError, `${n}: ${(error as Error).stack}`).toBe(
          false,
        );
        expect((error as Error).message.trim()).not.toBe('');
        said++;
      }
    };
    for (let n = 1; n < count; n += together) {
      const before = process.cpuUsage();
      const some = Array.from({ length: Math.min(together, count - n) }, (_, i) => one(n + i));
      await Promise.all(some);
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(timeLimit);
    }
    expect(said).toBeLessThan(count - 1);
    expect(process.resourceUsage().maxRSS * 1000).toBeLessThan(memoryLimit);
  });
});
