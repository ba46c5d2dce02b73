import type { Raster } from '../../core/image';
import { loadSharp } from './codecs';
import { isDeep, shapedAs } from './raster';

/** The picture in 8 bit, its longer side at most `side` pixels. Averages what it leaves out; never enlarges. */
export async function shrink(raster: Raster, side: number): Promise<Raster> {
  const plain = isDeep(raster) ? shapedAs(raster, { channels: raster.channels, data: new Uint8Array() }) : raster;
  const { width, height, channels } = plain;
  if (Math.max(width, height) <= side) return plain;
  const sharp = await loadSharp();
  const { data, info } = await sharp(plain.data, { raw: { width, height, channels }, limitInputPixels: false })
    .resize(side, side, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const own = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { width: info.width, height: info.height, channels: info.channels as Raster['channels'], data: own };
}
