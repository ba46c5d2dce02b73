import type { Sound } from '../../core/audio';
import { bufferOf, channelOf } from './memory';
import { storeValues, wholeValues } from './wav-values';

/** How the samples of a WAV file are stored. */
export interface WavFormat {
  readonly kind: 'integer' | 'float';
  /** Bytes of one sample: 1 (unsigned) to 4, float 4 or 8. */
  readonly bytes: number;
  readonly rate: number;
  readonly channels: number;
  /** The `fmt ` chunk as it came: valid bits and speakers of WAVE_FORMAT_EXTENSIBLE stay. */
  readonly chunk: Uint8Array;
}

/** A WAV file, not yet decoded. */
export interface WavFile {
  readonly format: WavFormat;
  /** Samples of one channel. */
  readonly samples: number;
  /** Where the samples begin, bytes. */
  readonly offset: number;
}

const extensible = 0xfffe;
/** Sizes from here on stand for "until the end": what writes to a pipe can't know it (sox, ffmpeg). */
const unknownSize = 0x7fff0000;

/** True when these are the first bytes of a WAV file. */
export function isWav(bytes: Uint8Array): boolean {
  const head = text(bytes, 0);
  return (head === 'RIFF' || head === 'RF64' || head === 'BW64') && text(bytes, 8) === 'WAVE';
}

/**
 * Reads the chunks of a WAV file (Microsoft's RIFF, EBU's RF64), in any order and with odd sizes, also where they are
 * not padded. Undefined for a coding other than PCM and float. Throws an Error that says what is wrong.
 */
export function readWav(bytes: Uint8Array): WavFile | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let chunk: Uint8Array | undefined;
  let long: number | undefined; // of ds64
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, size] = [text(bytes, at), view.getUint32(at + 4, true)];
    const from = at + 8;
    if (name === 'ds64' && from + 16 <= bytes.length) long = Number(view.getBigUint64(from + 8, true));
    if (name === 'fmt ') chunk = new Uint8Array(bytes.subarray(from, from + size));
    if (name === 'data') {
      if (!chunk) throw new Error('this WAV file has its samples before their format: it is damaged');
      const format = formatOf(chunk);
      return (
        format && { format, offset: from, samples: count(format, declared(view, long ?? size), bytes.length - from) }
      );
    }
    at = from + size + (size % 2 === 1 && !isChunkName(bytes, from + size) ? 1 : 0);
  }
  throw new Error('this WAV file has no samples: it is damaged or cut off');
}

/** Bytes of samples that the file says it has; undefined: all that is there. */
function declared(view: DataView, size: number): number | undefined {
  const file = view.getUint32(4, true);
  return size >= unknownSize || (size === 0 && (file === 0 || file >= unknownSize)) ? undefined : size;
}

function count({ bytes, channels }: WavFormat, size: number | undefined, there: number): number {
  const frame = bytes * channels;
  if (size !== undefined && size > there) {
    throw new Error(`cut off: ${Math.floor(there / frame)} of ${Math.floor(size / frame)} samples are there`);
  }
  return Math.floor((size ?? there) / frame);
}

function formatOf(chunk: Uint8Array): WavFormat | undefined {
  if (chunk.length < 16) throw new Error('this WAV file does not say how its samples are stored: it is damaged');
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const declared = view.getUint16(0, true);
  const tag = declared === extensible && chunk.length >= 26 ? view.getUint16(24, true) : declared;
  const [channels, rate, frame, bits] = [2, 4, 12, 14].map((at) =>
    at === 4 ? view.getUint32(at, true) : view.getUint16(at, true),
  ) as [number, number, number, number];
  if (channels === 0 || rate === 0) throw new Error('this WAV file names no channels or no sample rate: it is damaged');
  const kind = tag === 1 ? 'integer' : tag === 3 ? 'float' : undefined;
  // samples of 12 or 20 bits stand in the upper bits of 2 or 3 bytes
  const bytes = frame > 0 && frame % channels === 0 ? frame / channels : Math.ceil(bits / 8);
  const known = kind === 'integer' ? bytes >= 1 && bytes <= 4 : kind === 'float' && (bytes === 4 || bytes === 8);
  return known && kind ? { kind, bytes, rate, channels, chunk } : undefined;
}

/** The samples as sound. */
export function wavSound(bytes: Uint8Array, { format, samples, offset }: WavFile): Sound {
  const { kind, bytes: size, rate, channels: count } = format;
  const all = wholeValues(bytes.subarray(offset, offset + samples * count * size), kind, size);
  const scale = kind === 'float' ? 1 : 2 ** (1 - 8 * size);
  const channels = Array.from({ length: count }, (_, c) => {
    const channel = channelOf(samples);
    for (let i = 0, at = c; i < samples; i++, at += count) channel[i] = all[at]! * scale;
    return channel;
  });
  return { rate, channels };
}

/** A WAV file of this sound, stored as `format` says. Samples beyond full scale must have been lowered before. */
export function writeWav(sound: Sound, format: WavFormat): Uint8Array {
  const { kind, bytes: size, chunk } = format;
  const count = sound.channels.length;
  const samples = sound.channels[0]?.length ?? 0;
  const data = samples * count * size;
  const head = 12 + 8 + chunk.length + (chunk.length % 2) + 8;
  const file = new Uint8Array(bufferOf(head + data + (data % 2)), 0, head + data + (data % 2));
  file.fill(0, 0, head);
  const view = new DataView(file.buffer);
  const put = (at: number, name: string, length: number) => {
    for (let i = 0; i < 4; i++) file[at + i] = name.charCodeAt(i);
    view.setUint32(at + 4, length, true);
  };
  put(0, 'RIFF', file.length - 8);
  put(8, 'WAVE', 0); // the length is written over by what follows
  put(12, 'fmt ', chunk.length);
  file.set(chunk, 20);
  put(head - 8, 'data', data);
  storeValues(sound, samples, kind, size, file.subarray(head, head + data));
  file.fill(0, head + data);
  return file;
}

/** PCM of 16 bits, for what came as something else, or float of 32 bits. */
export function plainFormat(rate: number, channels: number, kind: WavFormat['kind'] = 'integer'): WavFormat {
  const bytes = kind === 'integer' ? 2 : 4;
  const chunk = new Uint8Array(16);
  const view = new DataView(chunk.buffer);
  view.setUint16(0, kind === 'integer' ? 1 : 3, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, rate * channels * bytes, true);
  view.setUint16(12, channels * bytes, true);
  view.setUint16(14, bytes * 8, true);
  return { kind, bytes, rate, channels, chunk };
}

const text = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Some writers leave out the padding after an odd chunk: the next name then stands right there. */
const isChunkName = (bytes: Uint8Array, at: number): boolean =>
  /^(fmt |data|LIST|fact|bext|cue )$/.test(text(bytes, at));
