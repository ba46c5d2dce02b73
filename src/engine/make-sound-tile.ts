import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sound } from '../core/audio';
import type { SoundTile, SoundView } from '../protocol-tiles';
import { type DecodedSound, decodeSound } from './audio/decode';
import { formatUnder, type SoundFormat } from './audio/formats';
import { renderSounds } from './audio/render';
import { samplesOf } from './audio/sound';
import { pictured } from './audio/view';
import { plainFormat, writeWav } from './audio/wav';
import { inScratch } from './ffmpeg/scratch';
import { soundFacts, soundPath } from './labels/clip-path';
import { tileTimes } from './labels/show-times';
import { labelsFor, sourcesFor } from './make-sounds';
import { readable } from './readable';
import type { TaskControl } from './serve';
import type { TileTask } from './tasks';

/** A clip before and after: the very bytes that a run writes, transcoded only where a browser can't play them. */
export async function makeSoundTile(ask: TileTask, control: TaskControl): Promise<SoundTile> {
  const source = await decodeSound(ask.source, control).catch((error: unknown) => Promise.reject(readable(error)));
  control.check();
  const clip = { samples: samplesOf(source.sound), rate: source.sound.rate };
  const labels = await labelsFor(ask, soundFacts(clip));
  const [made] = await renderSounds(source, [ask.steps], ask.output, sourcesFor(ask, control), control);
  if (!made || made instanceof Error) throw made ?? new Error('nothing was made');
  control.check();
  const { sound, format } = source;
  const { extension, bitrate } = ask.output;
  const target = formatUnder(extension, format, sound, bitrate);
  const after = await viewOf({ sound: made.sound ?? sound, format: target, bytes: made.bytes }, extension, control);
  const { notes } = made;
  const times = labels && (await tileTimes(labels, soundPath(made.operations, clip), soundFacts(clip), ask.before));
  return {
    kind: 'audio',
    ...(ask.before && { before: await viewOf(source, extension, control) }),
    after,
    notes,
    ...(times && { times }),
  };
}

/** What a webview plays: not AAC, not Opus, no samples of 64 bits. */
const played: Readonly<Record<string, string>> = { mp3: 'audio/mpeg', flac: 'audio/flac', vorbis: 'audio/ogg' };

async function viewOf(
  { sound, format, bytes }: DecodedSound,
  extension: string,
  control: TaskControl,
): Promise<SoundView> {
  const mime = mimeOf(format, sound);
  if (mime) return { bytes, mime, ...pictured(sound) };
  const heard = format.kind === 'coded' ? await heardFrom(bytes, extension, control) : sound;
  const plain = writeWav(heard, plainFormat(heard.rate, heard.channels.length));
  return { bytes: plain, mime: 'audio/wav', ...pictured(heard) };
}

function mimeOf(format: SoundFormat, { channels }: Sound): string | undefined {
  if (format.kind === 'coded') return played[format.codec];
  return format.wav.bytes <= 4 && channels.length <= 2 ? 'audio/wav' : undefined;
}

const heardFrom = (bytes: Uint8Array, extension: string, control: TaskControl): Promise<Sound> =>
  inScratch(async (folder) => {
    const path = join(folder, `clip.${extension}`);
    await writeFile(path, bytes);
    return (await decodeSound(path, control)).sound;
  });
