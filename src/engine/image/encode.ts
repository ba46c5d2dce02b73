import type { Raster } from '../../core/image';
import { fullScale } from '../../core/image';
import { encodeBmp } from './bmp';
import { type FileFormat, loadSharp } from './codecs';
import { withProfile } from './profile';
import { blank, isDeep, samplesOf, shapedAs } from './raster';
import { turboEncode } from './turbo';
import type { Workspace } from './workspace';

export interface Encoded {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

const names: Readonly<Record<FileFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  tiff: 'TIFF',
  avif: 'AVIF',
  gif: 'GIF',
  bmp: 'BMP',
};
const withAlpha: readonly FileFormat[] = ['png', 'webp', 'tiff', 'avif', 'gif', 'bmp'];
const withDepth: readonly FileFormat[] = ['png', 'tiff'];

/**
 * Bytes of a picture. Gray stays gray and 16 bit stays 16 bit where the format can; what it can't is named in the notes.
 * The same raster gives the same bytes. They may lie in the workspace, until its next file. `quality`: 1 to 100, for JPEG, WebP and AVIF.
 */
export async function encode(
  raster: Raster,
  format: FileFormat,
  quality: number,
  profile?: Uint8Array,
  workspace?: Workspace,
): Promise<Encoded> {
  const notes: string[] = [];
  let picture = raster;
  if (isDeep(picture) && !withDepth.includes(format)) {
    picture = shapedAs(picture, { channels: picture.channels, data: new Uint8Array() });
    notes.push(`16 bit reduced to 8 bit: ${names[format]} holds no more`);
  }
  if (picture.channels % 2 === 0 && !withAlpha.includes(format)) {
    if (!isOpaque(picture)) notes.push(`transparent parts became white: ${names[format]} has no transparency`);
    picture = onWhite(picture);
  }
  const bytes = format === 'bmp' ? encodeBmp(picture) : await encodePixels(picture, format, quality, workspace);
  if (!profile) return { bytes, notes };
  const profiled = withProfile(bytes, format, profile);
  if (!profiled) notes.push(`colour profile left out: not written into ${names[format]}`);
  return { bytes: profiled ?? bytes, notes };
}

/** Bytes of pixels that the format can hold as they are. */
export async function encodePixels(
  picture: Raster,
  format: Exclude<FileFormat, 'bmp'>,
  quality: number,
  workspace?: Workspace,
): Promise<Uint8Array> {
  const jpeg = format === 'jpeg' ? await turboEncode(picture, quality, workspace) : undefined;
  return jpeg ?? encodeBySharp(picture, format, quality);
}

async function encodeBySharp(raster: Raster, format: Exclude<FileFormat, 'bmp'>, quality: number): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const { width, height, channels, data } = raster;
  const deep = isDeep(raster);
  const space = channels < 3 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb';
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).toColourspace(space);
  switch (format) {
    case 'jpeg':
      // Optimised Huffman tables cost more than the whole rest of the encoding, for some percent of the bytes.
      return picture.jpeg({ quality, chromaSubsampling: '4:2:0', optimiseCoding: false }).toBuffer();
    case 'png':
      return picture.png().toBuffer();
    case 'webp':
      return picture.webp({ quality }).toBuffer();
    case 'tiff':
      return picture.tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer();
    case 'avif':
      return picture.avif({ quality, effort: 2 }).toBuffer();
    case 'gif':
      return picture.gif().toBuffer();
  }
}

function isOpaque({ data, channels }: Raster): boolean {
  const full = data instanceof Uint16Array ? 65535 : 255;
  for (let p = channels - 1; p < data.length; p += channels) if (data[p] !== full) return false;
  return true;
}

function onWhite(raster: Raster): Raster {
  const colors = raster.channels === 4 ? 3 : 1;
  const to = blank(raster, { channels: colors, data: raster.data });
  const full = fullScale(raster);
  const white = samplesOf([255, 255, 255], to);
  for (let p = 0, q = 0; q < to.data.length; p += raster.channels) {
    const alpha = raster.data[p + colors]! / full;
    for (let c = 0; c < colors; c++)
      to.data[q++] = Math.floor(alpha * raster.data[p + c]! + (1 - alpha) * white[c]! + 0.5);
  }
  return to;
}
