import { readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { type Matrix, type Size, uprightMatrix } from '../../core/geometry';
import type { Raster } from '../../core/image';
import { bmpHeader, decodeBmp, isBmp } from './bmp';
import { loadSharp } from './codecs';
import { checkSize, checkStill, damaged, pixelLimit, readMetadata } from './header';
import { jpegHeader } from './jpeg-header';
import { turboDecode } from './turbo';
import type { Workspace } from './workspace';

/** A picture in memory, upright. It serves all variants, and is never changed. */
export interface DecodedImage {
  readonly raster: Raster;
  /** What happened on the way, e.g. "CMYK converted to RGB". */
  readonly notes: readonly string[];
  /** The colour profile of the values, where the file has one. */
  readonly profile?: Uint8Array;
  /** How the picture was stored, where it was not upright. */
  readonly stored?: StoredPicture;
}

export interface StoredPicture extends Size {
  /** From the stored picture's pixels to those of the upright one. */
  readonly turn: Matrix;
}

/** Reads a picture. Throws an Error that says in one sentence what is wrong with a file that can't be used. */
export async function decodeImage(path: string, workspace?: Workspace): Promise<DecodedImage> {
  return decodeBytes(await readFile(path), workspace);
}

/**
 * What `decodeImage` does, from bytes. The content decides what it is, not a name. The pixels of a plain JPEG lie in the
 * workspace, where there is one, until another source is put there.
 */
export async function decodeBytes(bytes: Uint8Array, workspace?: Workspace): Promise<DecodedImage> {
  if (isBmp(bytes)) {
    checkSize(bmpHeader(bytes));
    return { raster: decodeBmp(bytes), notes: [] };
  }
  const jpeg = jpegHeader(bytes);
  if (jpeg) {
    checkSize(jpeg);
    const raster = await turboDecode(bytes, jpeg, workspace);
    if (raster) return { raster, notes: [], ...(jpeg.profile && { profile: jpeg.profile }) };
  }
  const metadata = await readMetadata(bytes);
  checkSize(metadata);
  checkStill(bytes, metadata);
  const { space, icc, depth } = metadata;
  const cmyk = space === 'cmyk';
  const deep = depth === 'ushort';
  const gray = metadata.channels < 3;
  const sharp = await loadSharp();
  // A CMYK profile is needed for the way to RGB; any other stays with the values. 8 bit gray with alpha goes by RGB:
  // sharp's raw output of gray has one channel only.
  const target = gray && !(metadata.hasAlpha && !deep) ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb';
  const { data, info } = await sharp(bytes, { failOn: 'warning', limitInputPixels: pixelLimit, ignoreIcc: !cmyk })
    .autoOrient()
    .toColourspace(target)
    .raw({ depth: deep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw damaged(error);
    });
  const samples = deep
    ? new Uint16Array(Uint8Array.from(data).buffer)
    : new Uint8Array(data.buffer, data.byteOffset, data.length);
  const decoded: Raster = {
    width: info.width,
    height: info.height,
    channels: channelsOf(info.channels),
    data: samples,
  };
  const raster = gray && decoded.channels === 4 ? withoutCopies(decoded) : decoded;
  return {
    raster,
    notes: cmyk ? ['CMYK converted to RGB'] : [],
    ...(icc && !cmyk && { profile: Uint8Array.from(icc) }),
    ...storedOf(metadata),
  };
}

function storedOf({ width, height, orientation = 1 }: Pick<Metadata, 'width' | 'height' | 'orientation'>) {
  if (orientation < 2 || orientation > 8) return {};
  const turn = uprightMatrix(orientation, { width, height });
  return { stored: { width, height, turn } };
}

/** Red, green and blue are all the gray. */
function withoutCopies({ width, height, data }: Raster): Raster {
  const pair = new Uint8Array(width * height * 2);
  for (let p = 0, q = 0; q < pair.length; p += 4, q += 2) {
    pair[q] = data[p]!;
    pair[q + 1] = data[p + 3]!;
  }
  return { width, height, channels: 2, data: pair };
}

function channelsOf(count: number): Raster['channels'] {
  if (count === 1 || count === 2 || count === 3 || count === 4) return count;
  throw new Error(`a picture with ${count} channels is not read: 1 to 4 are`);
}
