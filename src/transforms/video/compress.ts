import { videoTransform } from '../../core/video';

type Drawn = { readonly crf: number };

/** Encodes the variant with the traces of strong compression. */
export const compress = videoTransform({
  id: 'video.compress',
  title: 'Compress',
  summary:
    'Encodes the variant with the traces of strong compression, as uploads and calls do, wherever it stands in the list. Labels stay as they are.',
  family: 'Quality',
  follows: 'H.264 constant rate factor (x264); Albumentations ImageCompression for clips',
  aliases: ['crf', 'h264', 'bitrate', 'artifacts', 'blocks', 'upload', 'VideoCompression'],
  noun: 'compression',
  row: 'CRF {crf}',
  parameters: {
    crf: {
      kind: 'range',
      title: 'Rate factor',
      help: 'As H.264 counts it: 18 looks like the source, 40 is a poor call. Other codecs take their nearest.',
      min: 0,
      max: 51,
      slider: [18, 45],
      step: 1,
      integer: true,
      default: [28, 38],
    },
  },
  draw: ({ crf }, random): Drawn => ({ crf: random.integer(crf) }),
  describe: ({ crf }) => `compressed, CRF ${crf}`,
  compile: ({ crf }) => [{ kind: 'quality', crf }],
});
