import { type DecodedPng, decode, encode } from 'fast-png';
import type { Raster } from '../../core/image';

/** A mask in memory: its own values (palette numbers, not colours), one sample each, and how it is stored. */
export interface Mask {
  readonly raster: Raster;
  readonly depth: DecodedPng['depth'];
  readonly palette?: DecodedPng['palette'];
}

/** Reads a PNG without turning palette numbers into colours. */
export function decodeMask(bytes: Uint8Array): Mask {
  refuseLarge(bytes);
  const { width, height, data, depth, channels, palette } = decode(bytes);
  const samples = depth < 8 ? unpacked(data as Uint8Array, width, height, depth) : data;
  const raster: Raster = {
    width,
    height,
    channels: channels as Raster['channels'],
    data: samples instanceof Uint16Array ? samples : new Uint8Array(samples),
  };
  return { raster, depth, palette };
}

/** One number for what a pixel shows; of colours all three. */
export function valueAt({ channels, data }: Raster): (pixel: number) => number {
  if (channels < 3) return (pixel) => data[pixel * channels]!;
  return (pixel) => {
    const p = pixel * channels;
    return (data[p]! * 65536 + data[p + 1]!) * 65536 + data[p + 2]!;
  };
}

const pixelLimit = 100_000_000; // as of pictures

/** Refuses what would fill the memory: a few bytes can say that they are any number of pixels. */
function refuseLarge(bytes: Uint8Array): void {
  if (bytes.length < 24) throw new Error('is cut off');
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  if (width * height > pixelLimit) {
    throw new Error(`has ${width} × ${height} pixels: masks of up to 100 million are decoded`);
  }
}

/** A PNG of the same mode, depth and palette. */
export function encodeMask({ raster, depth, palette }: Mask): Uint8Array {
  const { width, height, channels, data } = raster;
  const samples = depth < 8 ? packed(data, width, height, depth) : data;
  return encode({ width, height, channels, depth, data: samples, palette: palette && soundPalette(palette) });
}

type Palette = NonNullable<DecodedPng['palette']>;

/** The encoder counts clear colours from the first one on: where others come between, transparency is left out. */
function soundPalette(palette: Palette): Palette {
  const firstOpaque = palette.findIndex((color) => color[3] === undefined || color[3] === 255);
  const ordered =
    firstOpaque < 0 || palette.slice(firstOpaque).every((color) => color[3] === undefined || color[3] === 255);
  return ordered ? palette : palette.map((color) => color.slice(0, 3));
}

/** Bits from the left of each byte; every row begins a new byte. */
function unpacked(data: Uint8Array, width: number, height: number, depth: number): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  const samples = new Uint8Array(width * height);
  for (let y = 0, q = 0; y < height; y++) {
    for (let x = 0; x < width; x++, q++) {
      const bit = x * depth;
      samples[q] = (data[y * stride + (bit >> 3)]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
    }
  }
  return samples;
}

function packed(data: Raster['data'], width: number, height: number, depth: number): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  const bytes = new Uint8Array(stride * height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const bit = x * depth;
      bytes[y * stride + (bit >> 3)]! |= data[p]! << (8 - depth - (bit & 7));
    }
  }
  return bytes;
}
