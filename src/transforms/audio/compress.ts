import { audioTransform, type SoundCodec } from '../../core/audio';

type Drawn = { readonly codec: SoundCodec; readonly bitrate: number };

const words = { mp3: 'MP3', opus: 'Opus', aac: 'AAC' } as const;

/** Sends the sound through a lossy codec and back. */
export const compress = audioTransform({
  id: 'audio.compress',
  title: 'Compress',
  summary: 'Leaves the traces of a lossy codec, as calls and uploads do. Length and labels stay.',
  family: 'Quality',
  follows: 'audiomentations Mp3Compression, torchaudio apply_codec',
  aliases: ['Mp3Compression', 'mp3', 'opus', 'aac', 'codec', 'bitrate', 'artifacts', 'apply_codec'],
  noun: 'compression',
  row: '{codec} {bitrate}',
  parameters: {
    codec: { kind: 'choice', title: 'Codec', options: words, default: 'mp3' },
    bitrate: {
      kind: 'range',
      title: 'Bit rate',
      help: 'A codec that has no such rate for the clip takes its nearest.',
      min: 8,
      max: 320,
      slider: [8, 128],
      step: 8,
      integer: true,
      unit: 'kbit/s',
      default: [16, 48],
    },
  },
  draw: ({ codec, bitrate }, random): Drawn => ({ codec, bitrate: random.integer(bitrate) }),
  describe: ({ codec, bitrate }) => `${words[codec]} at ${bitrate} kbit/s`,
  compile: ({ codec, bitrate }, { samples }) => (samples === 0 ? [] : [{ kind: 'recode', codec, bitrate }]),
});
