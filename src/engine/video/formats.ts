import { bitrateOptions, ownOptions } from '../audio/formats';
import type { AudioInfo, VideoInfo } from '../ffmpeg/media';

interface Container {
  readonly muxer: string;
  /** The first codec is what a clip becomes that has another one. */
  readonly video: readonly [string, ...string[]];
  readonly audio: readonly [string, ...string[]];
  /** Codecs whose sound is copied, and not written: their first samples would move the picture. */
  readonly copies?: readonly string[];
}

const mp4: Container = { muxer: 'mp4', video: ['h264', 'hevc', 'mpeg4'], audio: ['aac', 'mp3'] };
const containers: Readonly<Record<string, Container>> = {
  mp4,
  m4v: mp4,
  mov: { ...mp4, muxer: 'mov', video: ['h264', 'hevc', 'mpeg4', 'mjpeg'], audio: ['aac', 'mp3', 'pcm_s16le'] },
  mkv: {
    muxer: 'matroska',
    video: ['h264', 'hevc', 'mpeg4', 'vp8', 'vp9', 'mjpeg'],
    audio: ['aac', 'mp3', 'opus', 'vorbis', 'flac', 'pcm_s16le'],
  },
  webm: { muxer: 'webm', video: ['vp9', 'vp8'], audio: ['opus', 'vorbis'] },
  avi: { muxer: 'avi', video: ['mpeg4', 'mjpeg', 'h264'], audio: ['pcm_s16le'], copies: ['mp3'] },
};

interface Encoder {
  readonly name: string;
  /** Options for a rate factor as H.264 counts it. */
  readonly at: (crf: number) => readonly string[];
}
const within = (low: number, high: number, value: number) => String(Math.round(Math.min(high, Math.max(low, value))));

const videoEncoders: Readonly<Record<string, Encoder>> = {
  h264: { name: 'libx264', at: (crf) => ['-preset', 'veryfast', '-crf', `${crf}`] },
  hevc: {
    name: 'libx265',
    at: (crf) => ['-preset', 'veryfast', '-x265-params', `crf=${crf}:pools=none:frame-threads=1:log-level=error`],
  },
  vp9: {
    name: 'libvpx-vp9',
    at: (crf) => ['-deadline', 'realtime', '-cpu-used', '5', '-b:v', '0', '-crf', within(0, 63, crf * 1.23)],
  },
  vp8: {
    name: 'libvpx',
    at: (crf) => ['-deadline', 'realtime', '-cpu-used', '4', '-b:v', '20M', '-crf', within(4, 63, crf * 0.6)],
  },
  mpeg4: { name: 'mpeg4', at: (crf) => ['-q:v', within(2, 31, (crf - 12) / 1.26)] },
  mjpeg: { name: 'mjpeg', at: (crf) => ['-q:v', within(2, 31, (crf - 12) / 1.26)] },
};
const audioEncoders: Readonly<Record<string, string>> = {
  aac: 'aac',
  mp3: 'libmp3lame',
  opus: 'libopus',
  vorbis: 'libvorbis',
  flac: 'flac',
  pcm_s16le: 'pcm_s16le',
};

/** How the variants of a clip are written under an extension: in its own codecs where the container takes them. */
export interface VideoFormat {
  readonly muxer: string;
  readonly video: string;
  readonly audio: string;
  /** True when the sound can be copied as it stands. */
  readonly copiesSound: boolean;
  /** "av1 became h264" */
  readonly notes: readonly string[];
}

export function videoFormat(extension: string, video: VideoInfo, audio: AudioInfo | undefined): VideoFormat {
  const container = containers[extension.toLowerCase()];
  if (!container) throw new Error(`video can't be written as .${extension}`);
  const codec = container.video.includes(video.codec) ? video.codec : container.video[0];
  const heard = audio && container.audio.includes(audio.codec) ? audio.codec : container.audio[0];
  const deep = /p(9|1[0-6])(le|be)/.test(video.pixels);
  return {
    muxer: container.muxer,
    video: codec,
    audio: heard,
    copiesSound: audio !== undefined && [...container.audio, ...(container.copies ?? [])].includes(audio.codec),
    notes: [
      ...(codec === video.codec ? [] : [`${video.codec} became ${codec}`]),
      ...(deep ? ['more than 8 bits became 8'] : []),
    ],
  };
}

/** The encoders of what a clip in another codec becomes under an extension. */
export function usualEncoders(extension: string): readonly string[] {
  const { video, audio } = containers[extension.toLowerCase()]!;
  return [videoEncoders[video[0]]!.name, audioEncoders[audio[0]]!];
}

/** The encoders that a format needs, for the check before a run. */
export const encodersOf = ({ video, audio }: VideoFormat, sound: boolean): readonly string[] => [
  videoEncoders[video]!.name,
  ...(sound ? [audioEncoders[audio]!] : []),
];

/** 1 to 100, as pictures have it, to a rate factor: 95 is 19. */
export const crfOf = (quality: number): number => Math.round(51 - 0.34 * quality);

/** A sound that is encoded, at so many kbit/s. */
export interface EncodedSound {
  readonly bitrate: number;
  readonly rate: number;
  readonly channels: number;
}

/** Options for ffmpeg that write a variant: no clock, no version, one thread, so that the same frames give the same bytes. */
export function encodingOptions(format: VideoFormat, crf: number, sound: 'none' | 'copy' | EncodedSound) {
  const { name, at } = videoEncoders[format.video]!;
  return [
    ...['-c:v', name, ...at(crf), '-threads', '1'],
    ...(sound === 'none' ? ['-an'] : sound === 'copy' ? ['-c:a', 'copy'] : soundOptions(format.audio, sound)),
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    ...(format.muxer === 'mp4' || format.muxer === 'mov' ? ['-movflags', '+faststart'] : []),
    ...['-f', format.muxer],
  ];
}

const soundOptions = (codec: string, { bitrate, rate, channels }: EncodedSound): readonly string[] => [
  ...['-c:a', audioEncoders[codec]!, ...ownOptions(codec)],
  ...(codec === 'opus' ? ['-ar', '48000'] : []),
  ...(/^(flac|pcm)/.test(codec) ? [] : bitrateOptions(codec, bitrate, rate, channels)),
];
