// `npm run catalogue`: media/catalogue.webp, every picture transform with its defaults on one photo of the sample.
import sharp from 'sharp';
import { type CutOut, movedShape } from '../core/cut-out';
import type { DrawnStep } from '../core/draw';
import type { Point, Size } from '../core/geometry';
import type { Box, ImageTransform, Raster } from '../core/image';
import { boxAbout } from '../core/move-objects';
import type { ObjectLabel } from '../core/objects';
import { defaults } from '../core/parameters';
import { randomFor } from '../core/random';
import { vividValues } from '../core/vivid';
import { decodeImage } from '../engine/image/decode';
import { operationsOf, runOperations } from '../engine/image/program';
import { imageCatalogue } from '../transforms/index';

const photo = 'media/sample/clothing/train/shoes/0fd66046-0879-42ab-be2e-a919c8a82aab.jpg';
/** Where the shoes are in it, in pixels. */
const object: Box = { left: 30, top: 60, right: 500, bottom: 360 };
const partners = [
  'media/sample/clothing/train/hat/00d94e21-5891-492e-be0e-792e7338c077.jpg',
  'media/sample/clothing/train/dress/0a69db60-c052-4b9a-a90d-e53120d091d5.jpg',
  'media/sample/clothing/train/t-shirt/0422c599-712c-47c9-b8eb-70dd2c9759cc.jpg',
];
/** The hat in the first partner, along its edge, in pixels. */
const hat: ObjectLabel = {
  class: 'hat',
  number: 1,
  record: undefined,
  polygons: [
    '52,74 104,121 153,96 202,84 250,100 286,130 310,196 322,215 322,258 313,290 316,350 308,400 270,440 200,453 140,440 84,405 84,330 92,275 72,205 76,150 92,132 46,92'
      .split(' ')
      .map((point): Point => point.split(',').map(Number) as [number, number]),
  ],
};
const hatPicture: Size = { width: 400, height: 534 };
const cutOuts = (): readonly CutOut[] => [
  {
    picture: hatPicture,
    bounds: boxAbout(hat)!,
    mirrors: false,
    set: 0,
    object: hat,
    shape: (matrix, size) => movedShape(hat, matrix, size),
  },
];
const [columns, width, height, line, gap] = [6, 236, 177, 24, 8];

async function main(): Promise<void> {
  const source = (await decodeImage(photo)).raster;
  const tiles = [await tile('The photo', source)];
  for (const transform of imageCatalogue.values()) {
    tiles.push(await tile(transform.title, await transformed(transform, source)));
  }
  const rows = Math.ceil(tiles.length / columns);
  const at = (i: number) => ({
    left: gap + (i % columns) * (width + gap),
    top: gap + Math.floor(i / columns) * (height + line + gap),
  });
  await sharp({
    create: {
      width: gap + columns * (width + gap),
      height: gap + rows * (height + line + gap),
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(tiles.map((input, i) => ({ input, ...at(i) })))
    .webp({ quality: 80 })
    .toFile('media/catalogue.webp');
}

/** A draw with the defaults, each at its strong end. */
function transformed(transform: ImageTransform, source: Raster): Promise<Raster> {
  let next = 0;
  const folder = 'folder' in transform.parameters && { folder: 'targets' };
  const values = { ...defaults(transform.parameters), ...folder, ...vividValues(transform.parameters) };
  const drawn = transform.draw(values, randomFor('catalogue', transform.id), {
    path: photo,
    classes: ['shoes'],
    partner: () => partners[next++ % partners.length],
  });
  const steps: readonly DrawnStep[] = drawn ? [{ path: 'steps[0]', transform: transform.id, drawn }] : [];
  const operations = operationsOf(imageCatalogue, steps, source, { boxes: () => [object], cutOuts });
  const decoded = async (path: string) => (await decodeImage(path)).raster;
  return runOperations(source, operations, { partner: decoded, target: () => decoded(partners[1]!) });
}

async function tile(title: string, { data, width: w, height: h, channels }: Raster): Promise<Buffer> {
  const words = title.replaceAll('&', '&amp;');
  const label = `<svg width="${width}" height="${line}"><text x="2" y="17" font-family="sans-serif" font-size="14" fill="#222">${words}</text></svg>`;
  const picture = await sharp(data, { raw: { width: w, height: h, channels } })
    .resize(width, height, { fit: 'contain', background: '#ffffff' })
    .png()
    .toBuffer();
  return sharp({ create: { width, height: height + line, channels: 3, background: '#ffffff' } })
    .composite([
      { input: picture, left: 0, top: 0 },
      { input: Buffer.from(label), left: 0, top: height },
    ])
    .png()
    .toBuffer();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
