import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AudioOperation, Sound, SoundCodec } from '../../core/audio';
import { runFfmpeg } from '../ffmpeg/door';
import { findFfmpeg, needing } from '../ffmpeg/find';
import { inScratch } from '../ffmpeg/scratch';
import type { TaskControl } from '../serve';
import { floatWav, readFloat } from './decode';
import { encoderOf, encoderOptions, type SoundFormat } from './formats';
import { fitted } from './shape';
import { samplesOf } from './sound';
import { plainFormat, writeWav } from './wav';

/** One ffmpeg works on many sounds at once. What comes back is in the order of what was given. */

const codecFiles: Readonly<Record<SoundCodec, string>> = { mp3: 'mp3', opus: 'opus', aac: 'm4a' };

interface Recoding {
  readonly sound: Sound;
  readonly operation: AudioOperation & { readonly kind: 'recode' };
}

/**
 * Through a lossy codec and back; as long and at the same rate as before. More than two channels go each for itself, at
 * half the bit rate: MP3 holds no more, and other codecs blend surround channels.
 */
export async function recodeAll(items: readonly Recoding[], control: TaskControl): Promise<readonly Sound[]> {
  const parts = items.map(({ sound, operation }): readonly Recoding[] => {
    if (sound.channels.length <= 2) return [{ sound, operation }];
    const half = { ...operation, bitrate: operation.bitrate / 2 };
    return sound.channels.map((channel) => ({ sound: { ...sound, channels: [channel] }, operation: half }));
  });
  const made = await recodePlain(parts.flat(), control);
  let next = 0;
  return parts.map((own) => {
    const some = made.slice(next, next + own.length);
    next += own.length;
    return { ...some[0]!, channels: some.flatMap(({ channels }) => channels) };
  });
}

async function recodePlain(items: readonly Recoding[], control: TaskControl): Promise<readonly Sound[]> {
  const coded = items.map(({ sound, operation: { codec, bitrate } }) => ({
    sound: fitted(sound, Math.max(samplesOf(sound), Math.ceil(sound.rate / 5))), // codecs lose what is shorter than a frame
    extension: codecFiles[codec],
    format: { kind: 'coded', codec, bitrate } as const,
  }));
  return inScratch(async (folder) => {
    const files = await encodeInto(folder, coded, control);
    const outputs = items.map(({ sound }, n) => ({
      path: join(folder, `back-${n}.wav`),
      options: ['-map', `${n}:a`, '-ar', `${sound.rate}`, ...floatWav],
    }));
    const { path } = await findFfmpeg();
    await runFfmpeg(path, { inputs: files.map((file) => ({ path: file })), outputs }, control);
    return Promise.all(items.map(async ({ sound }, n) => fitted(await readFloat(outputs[n]!.path), samplesOf(sound))));
  });
}

export interface Coded {
  readonly sound: Sound;
  /** Without its dot. */
  readonly extension: string;
  readonly format: SoundFormat & { readonly kind: 'coded' };
}

/** The bytes of coded files. */
export const encodeAll = (items: readonly Coded[], control: TaskControl): Promise<readonly Uint8Array[]> =>
  inScratch(async (folder) => Promise.all((await encodeInto(folder, items, control)).map((file) => readFile(file))));

async function encodeInto(folder: string, items: readonly Coded[], control: TaskControl): Promise<readonly string[]> {
  const ffmpeg = await findFfmpeg();
  const encoders = [...new Set(items.map(({ format }) => encoderOf(format.codec) ?? format.codec))];
  const inputs = await Promise.all(items.map(({ sound }, n) => input(sound, join(folder, `plain-${n}.wav`))));
  const outputs = items.map(({ sound, extension, format }, n) => ({
    path: join(folder, `coded-${n}.${extension}`),
    options: ['-map', `${n}:a`, ...encoderOptions(extension, format, sound)],
  }));
  await needing(ffmpeg, [], encoders, () => runFfmpeg(ffmpeg.path, { inputs, outputs }, control));
  return outputs.map(({ path }) => path);
}

async function input(sound: Sound, path: string): Promise<{ readonly path: string }> {
  await writeFile(path, writeWav(sound, plainFormat(sound.rate, sound.channels.length, 'float')));
  return { path };
}
