import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encode } from 'fast-png';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, expect } from 'vitest';
import { checkRecipe } from '../../../src/core/recipe-check';
import { decodeSound } from '../../../src/engine/audio/decode';
import { findFfmpeg } from '../../../src/engine/ffmpeg/find';
import { openDataset } from '../../../src/engine/scan';
import { openVideo } from '../../../src/engine/video/open';
import { decodeMask } from '../../../src/formats/masks/png';
import { catalogue } from '../../../src/transforms/index';
import { free } from '../audio/sounds';
import { among, at, eachDamaged, put } from './damage';
import { mixingRecipe } from './datasets';

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

const pictures = () => Object.fromEntries(rows.map((row) => [`images/${row}.png`, gray]));
eachDamaged({
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
    read: among('yaml', 'data.yaml', () => ({ ...pictures(), 'labels/1.txt': '0 0.5 0.5 0.2 0.4\n' })),
  },
  'Parquet of pictures': {
    whole: () =>
      parquet([
        { name: 'file_name', data: rows.map((n) => `images/${n}.png`) },
        { name: 'label', data: rows.map((n) => (n % 2 ? 'x' : 'y')) },
      ]),
    read: among('parquet', 'metadata.parquet', pictures),
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
});
