import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VariantLine } from '../../../src/core/manifest';
import type { Recipe } from '../../../src/core/recipe';
import { readWav, wavSound } from '../../../src/engine/audio/wav';
import { createPool, type Pool } from '../../../src/engine/pool';
import { replayOutput } from '../../../src/engine/replay';
import { runRecipe } from '../../../src/engine/run';
import { openDataset } from '../../../src/engine/scan';
import { streamRecipe } from '../../../src/engine/tar/stream';
import { makeTile } from '../../../src/engine/tile';
import { undoRun } from '../../../src/engine/undo';
import { tone, voice, wavBytes } from '../audio/sounds';
import { temporaryFolder, treeHash } from './datasets';
import { bundled } from './worker-bundle';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let workerFile: string;
let pool: Pool;
let folder: ReturnType<typeof temporaryFolder>;
let root: string;
const at = (name: string) => join(folder.path, name);

function write(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}

beforeAll(() => {
  workerFile = bundled('worker');
  pool = createPool({ workers: 2, workerFile });
});
afterAll(() => pool.dispose());
beforeEach(() => {
  folder = temporaryFolder();
  root = at('words');
  for (const [n, name] of ['yes', 'no'].entries()) {
    for (const i of [0, 1]) write(`train/${name}/${name}-${i}.wav`, wavBytes(voice(8000, 0.3, 110 + 40 * n + 9 * i)));
    write(`test/${name}/${name}-9.wav`, wavBytes(voice(8000, 0.3, 130 + n)));
  }
  return () => folder.remove();
});

const recipe: Recipe = {
  version: 1,
  modality: 'audio',
  seed: 7,
  variants: 2,
  steps: [
    { transform: 'audio.shift', fraction: [-0.2, 0.2] },
    { transform: 'audio.speed', rate: [0.9, 1.1] },
    { transform: 'audio.noise', snr: [10, 20] },
  ],
};
const choose = (out: string) => ({ out: at(out), onlyVariants: false, allowEvaluationData: false });
const linesOf = (out: string): readonly Record<string, unknown>[] =>
  readFileSync(join(at(out), '.augment-manifest.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const variantsOf = (out: string) => linesOf(out).filter((l) => 'output' in l) as unknown as readonly VariantLine[];

describe('a dataset of sound', () => {
  it('is read as one, runs, is replayed byte for byte and taken back', async () => {
    const dataset = await openDataset([root]);
    expect(dataset.index).toMatchObject({ modality: 'audio', layout: 'class folders', classes: ['no', 'yes'] });
    const result = await runRecipe(dataset, recipe, choose('out'), { pool });
    expect(result).toMatchObject({ sources: 4, variants: 8, failed: [] });
    const lines = variantsOf('out');
    expect(lines.map((l) => l.output)).toContain('train/no/no-0__aug-1.wav');
    for (const { output, steps, labels } of lines) {
      const bytes = readFileSync(join(at('out'), output));
      const rate = steps.find((s) => s.transform === 'audio.speed')!.drawn.rate as number;
      expect(readWav(bytes)!.samples).toBe(Math.round(2400 / rate));
      expect(labels).toEqual([output.split('/')[1]]);
    }
    const first = join(at('out'), lines[0]!.output);
    const bytes = readFileSync(first);
    rmSync(first);
    await replayOutput(pool, at('out'), lines[0]!.output);
    expect(readFileSync(first).equals(bytes)).toBe(true);
    await undoRun(at('out'));
    expect(existsSync(at('out'))).toBe(false);
  });

  it('gives the same bytes with one worker and with two, long clips and a codec included', async () => {
    write('train/yes/long.wav', wavBytes(voice(44100, 1.5)));
    const steps = [
      ...recipe.steps,
      { transform: 'audio.compress', codec: 'mp3', bitrate: [32, 64], onlyClasses: ['no'] },
    ];
    const hashes = [];
    for (const workers of [1, 2]) {
      const own = createPool({ workers, workerFile });
      await runRecipe(await openDataset([root]), { ...recipe, steps }, choose(`w${workers}`), { pool: own }).finally(
        own.dispose,
      );
      hashes.push(treeHash(at(`w${workers}`)));
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('writes another format when it is asked to, and goes on past broken files', async () => {
    write('train/no/text.wav', 'no sound');
    write('train/no/none.wav', wavBytes(tone(8000, 0, 1)));
    write('train/no/cut.wav', wavBytes(voice(8000, 0.3)).subarray(0, 2000));
    const formats = { ...recipe, variants: 1, output: { format: 'flac' } } as const;
    const result = await runRecipe(await openDataset([root]), formats, choose('flac'), { pool });
    expect(result.failed.map((f) => f.source)).toEqual(['train/no/cut.wav', 'train/no/text.wav']);
    expect(result.failed[0]!.error).toMatch(/cut off: \d+ of 2400 samples/);
    const outputs = variantsOf('flac').map((l) => l.output);
    expect(outputs).toContain('train/yes/yes-1__aug-1.flac');
    expect(readFileSync(join(at('flac'), outputs[0]!)).toString('latin1', 0, 4)).toBe('fLaC');
    expect(variantsOf('flac').find((l) => l.source.includes('none'))?.notes).toContain(
      '0 seconds long: nothing was done',
    );
  });

  it('lowers a clip that would overload, as a whole, and records it', async () => {
    const loud = { ...recipe, variants: 1, steps: [{ transform: 'audio.gain', decibels: [20, 20] }] };
    await runRecipe(await openDataset([root]), loud, choose('loud'), { pool });
    for (const { output, source, notes } of variantsOf('loud')) {
      expect(notes?.[0]).toMatch(/^lowered by \d+(\.\d+)? dB so that it does not overload$/);
      const [before, after] = [join(root, source), join(at('loud'), output)].map((path) => {
        const bytes = readFileSync(path);
        return wavSound(bytes, readWav(bytes)!).channels[0]!;
      }) as [Float32Array, Float32Array];
      const factor = Math.max(...after.map(Math.abs)) / Math.max(...before.map(Math.abs));
      for (const [i, v] of after.entries())
        expect(Math.abs(v - before[i]! * factor)).toBeLessThan(factor / 32768 + 1 / 32768);
    }
  });

  it('does not move clips in time whose labels nobody can read', async () => {
    write('train/no/no-0.TextGrid', 'File type = "ooTextFile"\n');
    await runRecipe(await openDataset([root]), recipe, choose('still'), { pool });
    const lines = variantsOf('still').filter((l) => l.source === 'train/no/no-0.wav');
    expect(lines.map((l) => l.steps.map((s) => s.transform))).toEqual([['audio.noise'], ['audio.noise']]);
    const text = readFileSync(join(at('still'), 'train/no/no-0__aug-1.TextGrid'), 'utf8');
    expect(text).toBe('File type = "ooTextFile"\n');
    expect(variantsOf('still').some((l) => l.steps.some((s) => s.transform === 'audio.shift'))).toBe(true);
  });

  it('mixes two clips and their labels', async () => {
    const mixing = { ...recipe, steps: [{ transform: 'audio.mixup', partner: 'other class', weight: [0.7, 0.7] }] };
    await runRecipe(await openDataset([root]), mixing, choose('mixed'), { pool });
    const rows = readFileSync(join(at('mixed'), 'soft_labels.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(rows[0]).toBe('file_name,no,yes');
    expect(rows[1]).toBe('train/no/no-0__aug-1.wav,0.7,0.3');
  });

  it('takes backgrounds from a folder, and names the one it took', async () => {
    mkdirSync(at('streets'));
    writeFileSync(join(at('streets'), 'street.wav'), wavBytes(voice(16000, 0.2, 70)));
    const steps = [{ transform: 'audio.background', folder: '../streets', snr: [10, 10] }];
    await runRecipe(await openDataset([root]), { ...recipe, steps }, choose('street'), { pool });
    expect(variantsOf('street')[0]!.notes).toEqual(['background street.wav']);
    const nowhere = [{ transform: 'audio.background', folder: 'nowhere', snr: [10, 10] }];
    const run = runRecipe(await openDataset([root]), { ...recipe, steps: nowhere }, choose('no'), { pool });
    await expect(run).rejects.toThrow("nowhere, from which recordings are taken, can't be read");
  });

  it('is streamed, and shown in tiles, with the bytes of a run', async () => {
    const dataset = await openDataset([root]);
    await runRecipe(dataset, recipe, choose('out'), { pool });
    const [line] = variantsOf('out');
    const bytes = readFileSync(join(at('out'), line!.output));
    const tile = await makeTile(pool, dataset, { recipe, source: line!.source, variant: 1, before: true });
    if (tile.kind !== 'audio') throw new Error('not a tile of sound');
    expect(Buffer.from(tile.after.bytes).equals(bytes)).toBe(true);
    expect(tile.before).toMatchObject({ mime: 'audio/wav', seconds: 0.3 });
    expect(tile.after.spectrogram.length).toBe(tile.after.rows * (tile.after.wave.length / 2));
    const out = new PassThrough();
    const tar = buffer(out);
    await streamRecipe(dataset, recipe, { pool, out });
    out.end();
    expect((await tar).includes(bytes)).toBe(true);
  });
});
