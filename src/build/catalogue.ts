// `npm run catalogue`: media/catalogue.webp, every picture transform with its defaults on one photo of the sample.
import sharp from 'sharp';
import type { DrawnStep } from '../core/draw';
import type { ImageTransform, Raster } from '../core/image';
import { defaults } from '../core/parameters';
import { randomFor } from '../core/random';
import { decodeImage } from '../engine/image/decode';
import { operationsOf, runOperations } from '../engine/image/program';
import { imageCatalogue } from '../transforms/index';

const photo = 'media/sample/clothing/train/shoes/0fd66046-0879-42ab-be2e-a919c8a82aab.jpg';
const partners = [
  'media/sample/clothing/train/hat/00d94e21-5891-492e-be0e-792e7338c077.jpg',
  'media/sample/clothing/train/dress/0a69db60-c052-4b9a-a90d-e53120d091d5.jpg',
  'media/sample/clothing/train/t-shirt/0422c599-712c-47c9-b8eb-70dd2c9759cc.jpg',
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

/** The draw with the defaults that is seen best, out of eight. */
async function transformed(transform: ImageTransform, source: Raster): Promise<Raster> {
  let [best, most] = [source, -1];
  for (let key = 0; key < 8; key++) {
    const picture = await drawn(transform, source, key);
    const change = changeOf(source, picture);
    if (change > most) [best, most] = [picture, change];
  }
  return best;
}

function drawn(transform: ImageTransform, source: Raster, key: number): Promise<Raster> {
  let next = key;
  const values = transform.draw(defaults(transform.parameters), randomFor('catalogue', transform.id, key), {
    path: photo,
    classes: ['shoes'],
    partner: () => partners[next++ % partners.length],
  });
  const steps: readonly DrawnStep[] = values ? [{ path: 'steps[0]', transform: transform.id, drawn: values }] : [];
  const operations = operationsOf(imageCatalogue, steps, source);
  return runOperations(source, operations, async (path) => (await decodeImage(path)).raster);
}

/** The mean difference of samples; 0 for pictures of different sizes, which are seen to differ. */
function changeOf(a: Raster, b: Raster): number {
  if (a.data.length !== b.data.length) return 0;
  let sum = 0;
  for (let p = 0; p < a.data.length; p++) sum += Math.abs(a.data[p]! - b.data[p]!);
  return sum / a.data.length;
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
