import { link, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const sample = 'media/sample/clothing/train';
const classes = ['dress', 'hat'];

/** The paths of the sample's photos, sorted. */
async function samplePhotos(): Promise<readonly string[]> {
  const files = await readdir(sample, { recursive: true });
  return files
    .filter((f) => f.endsWith('.jpg'))
    .sort()
    .map((f) => join(sample, f));
}

/**
 * `count` JPEG files of 500 × 375 in two class folders: parts of the sample's photos at about their own resolution, so
 * that grain and detail are those of a camera.
 */
export async function smallPhotos(root: string, count: number): Promise<void> {
  const photos = await samplePhotos();
  await writeAll(root, count, async (i) => {
    const photo = photos[i % photos.length]!;
    const { width, height } = await sharp(photo).metadata();
    const part = Math.min(width, Math.floor((height * 4) / 3));
    const top = Math.floor(((height - (part * 3) / 4) * (Math.floor(i / photos.length) % 10)) / 10);
    return sharp(photo)
      .extract({ left: 0, top, width: part, height: Math.floor((part * 3) / 4) })
      .resize(500, 375, { fit: 'fill' })
      .jpeg({ quality: 90 })
      .toBuffer();
  });
}

/** `count` JPEG files of 1920 × 1280: twelve of the sample's photos side by side, again at about their own resolution. */
export async function largePhotos(root: string, count: number): Promise<void> {
  const photos = await samplePhotos();
  await writeAll(root, count, async (i) => {
    const tiles = await Promise.all(
      Array.from({ length: 12 }, (_, k) =>
        sharp(photos[(i * 7 + k) % photos.length]!)
          .resize(480, 427, { fit: 'cover' })
          .toBuffer(),
      ),
    );
    return sharp({ create: { width: 1920, height: 1280, channels: 3, background: '#888' } })
      .composite(tiles.map((input, k) => ({ input, left: (k % 4) * 480, top: Math.min(853, Math.floor(k / 4) * 427) })))
      .jpeg({ quality: 90 })
      .toBuffer();
  });
}

async function writeAll(root: string, count: number, make: (i: number) => Promise<Buffer>): Promise<void> {
  for (const name of classes) await mkdir(join(root, 'train', name), { recursive: true });
  for (let i = 0; i < count; i++) {
    const name = `${String(i).padStart(6, '0')}.jpg`;
    await writeFile(join(root, 'train', classes[i % 2]!, name), await make(i));
  }
}

/** `count` names for the photos of a folder, by hard links. */
export async function multiply(photos: string, folder: string, count: number): Promise<void> {
  const files = (await readdir(photos, { recursive: true })).filter((f) => f.endsWith('.jpg')).sort();
  for (const name of classes) await mkdir(join(folder, 'train', name), { recursive: true });
  for (let i = 0; i < count; i++) {
    const file = files[i % files.length]!;
    await link(join(photos, file), join(folder, file.replace('.jpg', `-${i}.jpg`)));
  }
}
