import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sound } from '../../core/audio';
import { isAbort } from '../calls';
import { runFfmpeg } from '../ffmpeg/door';
import { findFfmpeg } from '../ffmpeg/find';
import { type MediaInfo, mediaInfo } from '../ffmpeg/media';
import { inScratch } from '../ffmpeg/scratch';
import { isWriteError } from '../files';
import type { TaskControl } from '../serve';
import type { SoundFormat } from './formats';
import { readingOptions, toItsEnd } from './ogg';
import { samplesOf } from './sound';
import { isWav, readWav, wavSound } from './wav';

/** A clip in memory. It serves all variants, and is never changed. */
export interface DecodedSound {
  readonly sound: Sound;
  readonly format: SoundFormat;
  /** The file as it is: a variant without steps is a copy of it. */
  readonly bytes: Uint8Array;
}

/** Values of all channels together that are held in memory: 50 minutes of mono at 44.1 kHz. */
const most = 1 << 27;

/** Reads a clip: PCM and float WAV by itself, all else through ffmpeg. Throws an Error that says what is wrong. */
export async function decodeSound(path: string, control: TaskControl): Promise<DecodedSound> {
  const bytes = await readFile(path);
  if (bytes.length === 0) throw new Error('is empty');
  const wav = isWav(bytes) ? readWav(bytes) : undefined;
  if (wav) {
    checkSize(wav.samples * wav.format.channels, wav.samples / wav.format.rate);
    return { sound: wavSound(bytes, wav), format: { kind: 'wav', wav: wav.format }, bytes };
  }
  return codedSound(await decodeCoded(path, control, readingOptions(bytes)), bytes);
}

/**
 * The clips among these that are no WAV, by their paths, through one ffmpeg. What it can't read whole is not among them:
 * `decodeSound` says why.
 */
export async function decodeTogether(
  paths: readonly string[],
  control: TaskControl,
): Promise<ReadonlyMap<string, DecodedSound>> {
  const coded = paths.filter((path) => !/\.wave?$/i.test(path));
  const decoded = new Map<string, DecodedSound>();
  if (coded.length < 2) return decoded;
  const { path: binary } = await findFfmpeg();
  try {
    await inScratch(async (folder) => {
      const files = await Promise.all(coded.map((path) => readFile(path)));
      const inputs = coded.map((path, n) => ({ path, options: [...guessed, ...readingOptions(files[n]!)] }));
      const outputs = coded.map((_, n) => ({
        path: join(folder, `decoded-${n}.wav`),
        options: ['-map', `${n}:a:0`, ...floatWav, '-fs', `${mostOfSeveral + 4096}`],
      }));
      const said = await runFfmpeg(binary, { inputs, outputs }, control);
      for (const [n, path] of coded.entries()) {
        const read = async () => {
          const sound = await readFloat(outputs[n]!.path, mostOfSeveral);
          return codedSound({ sound, info: mediaInfo(said, n) }, files[n]!);
        };
        await read().then((own) => decoded.set(path, own), () => undefined); // biome-ignore format: one line
      }
    });
  } catch (error) {
    if (isAbort(error) || isWriteError(error)) throw error; // else each is tried for itself
  }
  return decoded;
}

interface Decoded {
  readonly sound: Sound;
  readonly info: MediaInfo;
}

function codedSound({ sound, info }: Decoded, bytes: Uint8Array): DecodedSound {
  checkWhole(sound, info);
  const { codec, bitrate, bits, samples } = info.audio!;
  const depth = bits ?? (/^[us](\d+)/.test(samples) ? Number(samples.replace(/\D/g, '')) : 16);
  return { sound: toItsEnd(sound, bytes), format: { kind: 'coded', codec, bitrate, bits: depth }, bytes };
}

/** The first stream of sound in a file, through ffmpeg; `options` are said of the file. */
async function decodeCoded(path: string, control: TaskControl, options: readonly string[] = []): Promise<Decoded> {
  const { path: binary } = await findFfmpeg();
  return inScratch(async (folder) => {
    const out = join(folder, 'decoded.wav');
    const said = await runFfmpeg(
      binary,
      {
        inputs: [{ path, options: [...guessed, ...options] }],
        outputs: [{ path: out, options: ['-map', '0:a:0', ...floatWav] }],
      },
      control,
    );
    const info = mediaInfo(said);
    if (info.duration !== undefined) checkSize(info.duration * (info.audio?.rate ?? 0), info.duration);
    return { sound: await readFloat(out), info };
  });
}

/** The kinds of files that are looked into: none that names other files. */
const guessed = ['-format_whitelist', 'wav,w64,aiff,flac,mp3,ogg,mov,matroska,aac,avi,asf,au,caf'];
/** A few bytes of a lossless codec can be hours of silence: no more is written than what is held in memory. */
const mostBytes = 4 * most;
/** Bytes that each of several clips may be together with others. */
const mostOfSeveral = 1 << 25;
export const floatWav = ['-c:a', 'pcm_f32le', '-f', 'wav', '-bitexact', '-rf64', 'auto', '-fs', `${mostBytes + 4096}`];

/** A WAV file that ffmpeg has just written. Throws for one that was cut off because it is too long. */
export async function readFloat(path: string, limit = mostBytes): Promise<Sound> {
  if ((await stat(path)).size > limit) throw new Error('is too long to be held in memory: cut it up');
  const bytes = await readFile(path);
  const wav = readWav(bytes);
  if (!wav) throw new Error('ffmpeg wrote a WAV file of another kind');
  return wavSound(bytes, wav);
}

function checkSize(values: number, seconds: number): void {
  if (values > most)
    throw new Error(`is too long to be held in memory (${Math.round(seconds / 60)} minutes): cut it up`);
}

/** ffmpeg calls half a file a whole one: what came out must be as long as the file says that it is. */
function checkWhole(sound: Sound, { duration, start, audio }: MediaInfo): void {
  if (duration === undefined) return;
  const exact = /^(flac|alac|pcm|wav)/.test(audio!.codec);
  const slack = 0.02 + (exact ? 0 : (2 * 1152) / audio!.rate); // encoders begin and end on whole frames
  const seconds = samplesOf(sound) / sound.rate;
  const declared = duration - Math.max(0, start);
  if (seconds >= declared - slack) return;
  throw new Error(`cut off or damaged: ${seconds.toFixed(2)} of ${declared.toFixed(2)} seconds could be decoded`);
}
