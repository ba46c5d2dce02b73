import type { Picture } from '../../protocol-tiles';
import { bmpHeader, isBmp } from './bmp';
import { decodeBytes } from './decode';
import { encode } from './encode';
import { readMetadata } from './header';
import { jpegHeader } from './jpeg-header';

const mimes: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
};

/**
 * A file as a browser can show it: its own bytes where it can, else PNG. Throws an Error that names the file when it is
 * broken.
 */
export async function showPicture(bytes: Uint8Array, path: string): Promise<Picture> {
  try {
    return await show(bytes);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

async function show(bytes: Uint8Array): Promise<Picture> {
  if (isBmp(bytes)) {
    const { width, height } = bmpHeader(bytes);
    return { bytes, mime: 'image/bmp', size: { width, height } };
  }
  const jpeg = jpegHeader(bytes);
  if (jpeg?.plain) return { bytes, mime: 'image/jpeg', size: { width: jpeg.width, height: jpeg.height } };
  const metadata = await readMetadata(bytes);
  const mime = mimes[metadata.fileFormat];
  if (mime) return { bytes, mime, size: metadata.autoOrient };
  const { raster, profile } = await decodeBytes(bytes);
  const png = await encode(raster, 'png', 100, profile);
  return { bytes: png.bytes, mime: 'image/png', size: { width: raster.width, height: raster.height } };
}
