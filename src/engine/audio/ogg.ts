import type { Sound } from '../../core/audio';
import { fitted } from './shape';
import { samplesOf } from './sound';

// a first page holds one packet: 27 bytes and the packet's length before it
const isVorbis = (bytes: Uint8Array): boolean => startsAt(bytes, 0, 'OggS') && startsAt(bytes, 28, '\x01vorbis');

const startsAt = (bytes: Uint8Array, at: number, text: string): boolean =>
  bytes.length >= at + text.length && [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** What is said to ffmpeg of a file: at the end of Vorbis it cuts away too little or too much, so it shall cut nothing. */
export const readingOptions = (bytes: Uint8Array): readonly string[] =>
  isVorbis(bytes) ? ['-flags2', '+skip_manual'] : [];

/** Samples of the two longest blocks: what the end of a file may have too much. */
const mostBehind = 2 * 8192;

/** A sound to the sample as long as its file says, where that is Vorbis: its last page counts the samples up to its end. */
export function toItsEnd(sound: Sound, bytes: Uint8Array): Sound {
  if (!isVorbis(bytes)) return sound;
  let page = bytes.length - 14;
  while (page > 0 && !startsAt(bytes, page, 'OggS')) page--;
  const count = Number(new DataView(bytes.buffer, bytes.byteOffset + page).getBigInt64(6, true));
  return count > 0 && Math.abs(count - samplesOf(sound)) <= mostBehind ? fitted(sound, count) : sound;
}
