import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { encodeAll } from '../../../src/engine/audio/batch';
import * as door from '../../../src/engine/ffmpeg/door';
import { makeSounds, makeSoundsTogether } from '../../../src/engine/make-sounds';
import type { VariantsAsk } from '../../../src/engine/variant-asks';
import { free, step, voice, wavBytes } from './sounds';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'augment-'));
  for (const [n, codec] of (['flac', 'mp3', 'vorbis'] as const).entries()) {
    const format = { kind: 'coded', codec, bitrate: 64, bits: 16 } as const;
    const extension = codec === 'vorbis' ? 'ogg' : codec;
    const coded = { sound: voice(16000, 0.5 + 0.1 * n, 120 + 10 * n), extension, format };
    const [bytes] = await encodeAll([coded], free);
    writeFileSync(join(folder, `clip.${extension}`), bytes!);
    if (codec === 'flac') writeFileSync(join(folder, 'cut.flac'), bytes!.subarray(0, bytes!.length / 3));
  }
  writeFileSync(join(folder, 'clip.wav'), wavBytes(voice(16000, 0.4)));
  writeFileSync(join(folder, 'broken.ogg'), 'no sound');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (name: string): VariantsAsk => ({
  ...{ modality: 'audio', root: folder, source: join(folder, name), path: name, partners: {} },
  output: { format: 'keep', quality: 95, extension: name.split('.').at(-1)! },
  variants: [1, 2].map((variant) => ({
    variant,
    output: `${name}-${variant}`,
    steps: [step('audio.speed', { rate: variant === 1 ? 0.95 : 1.07, keepPitch: true })],
  })),
});
const alone = (name: string) => makeSounds(ask(name), free).catch((error: Error) => ({ error: error.message }));

it('clips that are made together have the bytes of each alone, by two processes', async () => {
  const names = ['clip.flac', 'clip.wav', 'clip.mp3', 'clip.ogg'];
  const runs = vi.spyOn(door, 'runFfmpeg');
  const together = await makeSoundsTogether(names.map(ask), free);
  expect(runs).toHaveBeenCalledTimes(2);
  runs.mockRestore();
  expect(together).toEqual(await Promise.all(names.map(alone)));
});

it('those that are broken or cut off say why, and the others are made', async () => {
  const names = ['clip.flac', 'cut.flac', 'broken.ogg', 'clip.mp3'];
  const together = await makeSoundsTogether(names.map(ask), free);
  expect(together).toEqual(await Promise.all(names.map(alone)));
  expect(together[1]).toEqual({ error: expect.stringMatching(/cut off/) });
  expect(together[2]).toEqual({ error: expect.stringMatching(/not of this kind/) });
  expect(together[3]).toHaveLength(2);
});
