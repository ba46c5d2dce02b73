import type { Sound } from '../../core/audio';
import { plainFormat, type WavFormat } from './wav';

/** How a clip was stored, and so how its variants are. */
export type SoundFormat =
  | { readonly kind: 'wav'; readonly wav: WavFormat }
  | {
      readonly kind: 'coded';
      /** As ffmpeg calls it: "mp3", "vorbis". */
      readonly codec: string;
      /** kbit/s; lossless codecs have none. */
      readonly bitrate?: number;
      /** Bits of a sample, for lossless codecs. */
      readonly bits?: number;
    };

/** The first codec is what a clip becomes that has another one. */
const containers: Readonly<
  Record<string, { readonly muxer: string; readonly codecs: readonly [string, ...string[]] }>
> = {
  wav: { muxer: 'wav', codecs: ['pcm'] },
  wave: { muxer: 'wav', codecs: ['pcm'] },
  flac: { muxer: 'flac', codecs: ['flac'] },
  mp3: { muxer: 'mp3', codecs: ['mp3'] },
  ogg: { muxer: 'ogg', codecs: ['vorbis', 'opus', 'flac'] },
  oga: { muxer: 'ogg', codecs: ['vorbis', 'opus', 'flac'] },
  opus: { muxer: 'ogg', codecs: ['opus'] },
  m4a: { muxer: 'ipod', codecs: ['aac', 'alac'] },
};

const encoders: Readonly<Record<string, string>> = {
  flac: 'flac',
  mp3: 'libmp3lame',
  vorbis: 'libvorbis',
  opus: 'libopus',
  aac: 'aac',
  alac: 'alac',
};
/** kbit/s a channel where the source does not say its own. */
const usualBitrate = 64;

/**
 * How a variant is written under this extension (without its dot, any case): as its source where that fits, and at
 * `bitrate` kbit/s where one is given.
 */
export function formatUnder(
  extension: string,
  source: SoundFormat,
  { rate, channels }: Sound,
  bitrate?: number,
): SoundFormat {
  const container = containers[extension.toLowerCase()];
  if (!container) throw new Error(`sound can't be written as .${extension}: choose an output format`);
  const [usual] = container.codecs;
  if (usual === 'pcm') return source.kind === 'wav' ? source : { kind: 'wav', wav: plainFormat(rate, channels.length) };
  const kept = source.kind === 'coded' && container.codecs.includes(source.codec);
  if (kept && (bitrate === undefined || bitrate === source.bitrate)) return source;
  if (kept) return { ...source, bitrate };
  return { kind: 'coded', codec: usual, bitrate, bits: source.kind === 'wav' ? source.wav.bytes * 8 : source.bits };
}

/** Options for ffmpeg that write a coded format; the same bytes for the same samples. */
export function encoderOptions(
  extension: string,
  format: SoundFormat & { kind: 'coded' },
  { rate, channels }: Sound,
): readonly string[] {
  const { codec, bits = 16 } = format;
  const { muxer } = containers[extension.toLowerCase()]!;
  const lossless = codec === 'flac' || codec === 'alac';
  const samples = codec === 'flac' ? ['s16', 's32'] : ['s16p', 's32p'];
  const quality = lossless
    ? ['-sample_fmt', bits > 16 ? samples[1]! : samples[0]!]
    : bitrateOptions(codec, format.bitrate ?? usualBitrate * channels.length, rate, channels.length);
  const resampled = codec === 'opus' ? ['-ar', '48000'] : []; // below, older ffmpegs write a wrong delay
  return ['-c:a', encoders[codec]!, ...ownOptions(codec), ...resampled, ...quality, ...exactly, '-f', muxer];
}

/** Of Vorbis, below a sample rate: kbit/s a channel at least (in stereo; else), and at most. */
const vorbisRates = [
  [8000],
  [9000, 6, 8, 42],
  [15000, 8, 12, 50],
  [19000, 12, 16, 100],
  [26000, 15, 16, 90],
  [40000, 18, 30, 190],
  [50001, 23, 32, 240],
] as const;

/** Options for a bit rate, in kbit/s, or the next one that the codec takes: Vorbis and Opus refuse others. */
export function bitrateOptions(codec: string, bitrate: number, rate: number, channels: number): readonly string[] {
  const at = (least: number, most: number) => [
    '-b:a',
    `${Math.min(most * channels, Math.max(least * channels, bitrate))}k`,
  ];
  if (codec === 'opus') return at(0.5, 256);
  if (codec !== 'vorbis') return at(0, Number.POSITIVE_INFINITY);
  const [, stereo, other, most] = vorbisRates.find(([below]) => rate < below) ?? [];
  if (stereo === undefined) return ['-q:a', '5']; // at such rates it goes by quality alone
  return at(channels === 2 ? stereo : other, most);
}

/** Of AAC's two searches the fast one takes half the time, and comes nearer to the sound from 32 kbit/s on. */
export const ownOptions = (codec: string): readonly string[] => (codec === 'aac' ? ['-aac_coder', 'fast'] : []);

/** No clock, no version and no threads in what is written. */
export const exactly = ['-threads', '1', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

/** The codec in which a clip of another one is written under an extension. */
export const usualCodec = (extension: string): string => containers[extension.toLowerCase()]?.codecs[0] ?? extension;

export const encoderOf = (codec: string): string | undefined => encoders[codec];
