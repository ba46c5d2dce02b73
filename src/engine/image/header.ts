import type { Metadata } from 'sharp';
import { type FileFormat, loadSharp } from './codecs';

/** More pixels than this are not decoded: about 300 MB of RGB, and as much again for a variant. */
export const pixelLimit = 100_000_000;
/** Longer sides are in no format that cameras write, and beyond what the kernels count. */
const sideLimit = 65_535;

const formats: Readonly<Record<string, FileFormat>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  tiff: 'tiff',
  gif: 'gif',
  heif: 'avif',
};

export interface PictureHeader extends Metadata {
  /** By its content. */
  readonly fileFormat: FileFormat;
}

/** Header of a picture of a format that is read here. Throws for anything else. */
export async function readMetadata(bytes: Uint8Array): Promise<PictureHeader> {
  if (bytes.length === 0) throw new Error('the file is empty (0 bytes)');
  const sharp = await loadSharp();
  const metadata = await sharp(bytes, { failOn: 'warning', limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw /unsupported image format/.test(String(error))
        ? new Error('the file is no picture that is read here (JPEG, PNG, WebP, TIFF, AVIF, GIF, BMP)')
        : damaged(error);
    });
  const fileFormat = formats[metadata.format];
  if (!fileFormat || (fileFormat === 'avif' && metadata.compression !== 'av1')) {
    const name = metadata.format === 'heif' ? 'HEIC' : metadata.format.toUpperCase();
    throw new Error(`the file is ${name}, which is not read: JPEG, PNG, WebP, TIFF, AVIF, GIF and BMP are`);
  }
  return { ...metadata, fileFormat };
}

/** Refuses what one raster can't stand for, and what would fill the memory. */
export function checkStill(bytes: Uint8Array, metadata: PictureHeader): void {
  const { fileFormat, depth } = metadata;
  const frames = fileFormat === 'png' ? pngFrames(bytes) : (metadata.pages ?? 1);
  if (frames > 1) {
    const what = fileFormat === 'tiff' ? `a TIFF of ${frames} pages` : `animated (${frames} frames)`;
    throw new Error(`the file is ${what}: split it into single pictures first`);
  }
  if (depth !== 'uchar' && depth !== 'ushort')
    throw new Error(`pixels of type ${depth} are not read: 8 and 16 bit are`);
}

/** Frames that an animated PNG announces (its `acTL` comes before the pixels); 1 for any other. */
function pngFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = view.getUint32(at + 4);
    if (type === 0x6163544c) return view.getUint32(at + 8); // acTL
    if (type === 0x49444154) return 1; // IDAT
  }
  return 1;
}

/** Refuses decompression bombs. */
export function checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height <= pixelLimit && Math.max(width, height) <= sideLimit) return;
  throw new Error(`the picture has ${width} × ${height} pixels: up to 100 million, and 65,535 a side, are decoded`);
}

/** The codec's own words, in one line, after ours. */
export function damaged(error: unknown): Error {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim());
  return new Error(`the file is damaged or cut short (${[...new Set(lines)].filter(Boolean).slice(0, 2).join('; ')})`);
}
