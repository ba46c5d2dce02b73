import type { OverlayOptions, Sharp } from 'sharp';
import { fileModality } from '../core/files';
import { decodeSound } from './audio/decode';
import { soundPicture } from './audio/view';
import { writeWhole } from './files';
import { loadSharp } from './image/codecs';
import { decodeImage } from './image/decode';
import { encode } from './image/encode';
import { letterSize, writeText } from './letters';
import type { TaskControl } from './serve';
import type { SheetAsk } from './tasks';
import { openVideo } from './video/open';
import { fourFrames } from './video/view';

const picture = { width: 240, height: 180 } as const;
const gap = 12;
const scale = 2;
const line = letterSize.height * scale;
/** Room on the left for the words "before" and "after". */
const margin = gap + 'before'.length * letterSize.width * scale + gap;
const mostColumns = 4;
const lettersAcross = Math.floor(picture.width / (letterSize.width * scale));

/** One picture of all samples, before above after, for a look at a recipe. */
export async function drawSheet({ pairs, to }: SheetAsk, control: TaskControl): Promise<undefined> {
  const sharp = await loadSharp();
  const columns = Math.max(1, Math.min(mostColumns, pairs.length));
  const block = { width: picture.width + gap, height: line + 2 * picture.height + 4 * gap };
  const overlays: OverlayOptions[] = [];
  const write = (text: string, left: number, top: number) => {
    const { data, ...raw } = writeText(text, scale);
    overlays.push({ input: Buffer.from(data), raw: { ...raw }, left, top });
  };
  for (const [n, { label, before, after }] of pairs.entries()) {
    control.check();
    const left = margin + (n % columns) * block.width;
    const top = gap + Math.floor(n / columns) * block.height;
    const upper = top + line + gap;
    write(shortened(label), left, top);
    for (const [path, word, y] of [
      [before, 'before', upper],
      [after, 'after', upper + picture.height + gap],
    ] as const) {
      if (n % columns === 0) write(word, gap, y + (picture.height - line) / 2);
      const input = await thumbnail(path, control);
      overlays.push({ input, left, top: y });
    }
    control.alive();
  }
  const width = margin + columns * block.width;
  const height = gap + Math.ceil(pairs.length / columns) * block.height;
  const sheet = sharp({ create: { width, height, channels: 3, background: '#ffffff' } }).composite(overlays);
  writeWhole(to, await sheet.png().toBuffer());
}

const shortened = (label: string): string =>
  label.length <= lettersAcross ? label : `${label.slice(0, lettersAcross - 2)}..`;

async function thumbnail(path: string, control: TaskControl): Promise<Buffer> {
  const sharp = await loadSharp();
  if (fileModality(path) === 'audio') {
    const { data, ...raw } = soundPicture(await decodeSound(path, control), picture);
    return sharp(data, { raw: { ...raw, channels: 1 } })
      .png()
      .toBuffer();
  }
  if (fileModality(path) === 'video') {
    const { bytes } = await fourFrames(await openVideo(path, control), picture.width / 2, control);
    return fit(sharp(bytes));
  }
  const { raster, profile } = await decodeImage(path);
  const { bytes } = await encode(raster, 'png', 100, profile);
  return fit(sharp(bytes));
}

const fit = (image: Sharp): Promise<Buffer> =>
  image
    .resize({ ...picture, fit: 'contain', background: '#ffffff' })
    .flatten({ background: '#ffffff' })
    .png()
    .toBuffer();
