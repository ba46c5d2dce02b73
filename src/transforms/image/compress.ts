import { imageTransform } from '../../core/image';

type Drawn = { readonly format: 'jpeg' | 'webp'; readonly quality: number };

const words = { jpeg: 'JPEG', webp: 'WebP' } as const;

/** Sends the picture through a lossy codec and back. */
export const compress = imageTransform({
  id: 'image.compress',
  title: 'Compress',
  summary: 'Leaves the traces of strong compression, as uploads and messengers do. Labels stay as they are.',
  family: 'Quality',
  follows: 'Albumentations ImageCompression, torchvision v2 JPEG',
  aliases: ['jpeg', 'webp', 'artifacts', 'ImageCompression', 'JpegCompression', 'JPEG', 'Compression'],
  noun: 'compression',
  row: '{format} {quality}',
  parameters: {
    format: { kind: 'choice', title: 'Codec', options: words, default: 'jpeg' },
    quality: {
      kind: 'range',
      title: 'Quality',
      min: 1,
      max: 100,
      slider: [5, 95],
      step: 1,
      integer: true,
      default: [20, 60],
    },
  },
  draw: ({ format, quality }, random): Drawn => ({ format, quality: random.integer(quality) }),
  describe: ({ format, quality }) => `${words[format]} quality ${quality}`,
  compile: ({ format, quality }) => [{ kind: 'recode', format, quality }],
});
