import type { Raster } from '../../core/image';
import { loadSharp } from './codecs';
import { encodePixels } from './encode';
import { jpegHeader } from './jpeg-header';
import { shapedAs } from './raster';
import { turboDecode } from './turbo';

/** Through a lossy codec and back. 16 bit goes through 8; alpha goes around it. */
export async function recode(raster: Raster, format: 'jpeg' | 'webp', quality: number): Promise<Raster> {
  const colors = raster.channels > 2 ? 3 : 1;
  const plain = shapedAs(raster, { channels: colors, data: new Uint8Array() });
  const data = await decodeAs(colors, await encodePixels(plain, format, quality));
  const back = shapedAs({ ...plain, data }, raster);
  if (raster.channels === colors) return back;
  for (let p = colors; p < back.data.length; p += raster.channels) back.data[p] = raster.data[p]!;
  return back;
}

async function decodeAs(colors: 1 | 3, bytes: Uint8Array): Promise<Raster['data']> {
  const jpeg = jpegHeader(bytes);
  const decoded = jpeg && (await turboDecode(bytes, jpeg));
  if (decoded) return decoded.data;
  const sharp = await loadSharp();
  const data = await sharp(bytes)
    .toColourspace(colors === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}
