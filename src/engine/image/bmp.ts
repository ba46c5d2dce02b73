import type { Raster } from '../../core/image';
import { colorChannels } from '../../core/image';

/** BMP, which sharp does not read: 1, 4, 8, 16, 24 and 32 bit, top-down or bottom-up. RLE is refused. */

export const isBmp = (bytes: Uint8Array): boolean => bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > 26;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  /** Byte offset of the first stored row. */
  readonly pixels: number;
  /** Bytes of a stored row, a multiple of 4. */
  readonly stride: number;
  readonly palette: readonly (readonly [number, number, number])[];
  /** Bit masks of red, green, blue and alpha; alpha 0: none. */
  readonly masks: readonly [number, number, number, number];
}

/** Header of a BMP. Throws for what is not read here. */
export function bmpHeader(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(14, true);
  const old = size === 12; // OS/2
  if (!old && (size < 40 || bytes.length < 14 + size)) throw new Error('its BMP header is damaged');
  const height = old ? view.getUint16(20, true) : view.getInt32(22, true);
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true);
  const bits = view.getUint16(old ? 24 : 28, true);
  const compression = old ? 0 : view.getUint32(30, true);
  if (width <= 0 || height === 0) throw new Error('its BMP header is damaged');
  if (compression !== 0 && compression !== 3 && compression !== 6) {
    throw new Error('run-length encoded BMP is not read: save it without compression');
  }
  if (![1, 4, 8, 16, 24, 32].includes(bits)) throw new Error(`BMP with ${bits} bits a pixel is not read`);
  const header = { width, height: Math.abs(height), topDown: height < 0, bits, pixels: view.getUint32(10, true) };
  const stride = Math.ceil((width * bits) / 32) * 4;
  return { ...header, stride, palette: palette(view, size, bits), masks: masks(view, size, bits, compression) };
}

function palette(view: DataView, size: number, bits: number): Header['palette'] {
  if (bits > 8) return [];
  const entry = size === 12 ? 3 : 4;
  const used = size === 12 ? 0 : view.getUint32(46, true);
  const count = Math.min(used || 1 << bits, 1 << bits, Math.floor((view.byteLength - 14 - size) / entry));
  return Array.from({ length: count }, (_, i) => {
    const at = 14 + size + i * entry;
    return [view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at)] as const;
  });
}

function masks(view: DataView, size: number, bits: number, compression: number): Header['masks'] {
  if (compression === 0) return bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const at = (i: number) => (54 + i * 4 + 4 <= view.byteLength ? view.getUint32(54 + i * 4, true) : 0);
  return [at(0), at(1), at(2), size >= 56 || compression === 6 ? at(3) : 0];
}

/** Pixels of a BMP: gray where its palette is gray, else RGB, with alpha where the file names an alpha mask. */
export function decodeBmp(bytes: Uint8Array): Raster {
  const header = bmpHeader(bytes);
  const { width, height, stride, pixels, topDown } = header;
  if (pixels + stride * height > bytes.length) throw new Error('the file ends before the picture does');
  const read = pixelReader(header);
  const gray = header.bits <= 8 && header.palette.every(([r, g, b]) => r === g && g === b);
  const channels = gray ? 1 : header.masks[3] ? 4 : 3;
  const data = new Uint8Array(width * height * channels);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixel = new Uint8Array(4);
  for (let y = 0, q = 0; y < height; y++) {
    const row = pixels + (topDown ? y : height - 1 - y) * stride;
    for (let x = 0; x < width; x++) {
      read(view, row, x, pixel);
      for (let c = 0; c < channels; c++) data[q++] = pixel[c]!;
    }
  }
  return { width, height, channels, data };
}

type PixelReader = (view: DataView, row: number, x: number, pixel: Uint8Array) => void;

function pixelReader({ bits, palette, masks }: Header): PixelReader {
  if (bits <= 8) {
    return (view, row, x, pixel) => {
      const at = x * bits;
      const index = (view.getUint8(row + (at >> 3)) >> (8 - bits - (at & 7))) & ((1 << bits) - 1);
      pixel.set(palette[index] ?? [0, 0, 0]);
    };
  }
  if (bits === 24) {
    return (view, row, x, pixel) => {
      for (let c = 0; c < 3; c++) pixel[c] = view.getUint8(row + x * 3 + 2 - c);
    };
  }
  const fields = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { shift, max: mask >>> shift, mask };
  });
  return (view, row, x, pixel) => {
    const word = bits === 16 ? view.getUint16(row + x * 2, true) : view.getUint32(row + x * 4, true);
    for (const [c, { mask, shift, max }] of fields.entries()) {
      pixel[c] = max === 0 ? 0 : Math.round((((word & mask) >>> shift) * 255) / max);
    }
  };
}

/** 8 bit gray with a palette, 24 bit RGB, or 32 bit with an alpha mask (version 4 header). */
export function encodeBmp({ width, height, channels, data }: Raster): Uint8Array {
  const colors = colorChannels(channels);
  const bits = channels === 1 ? 8 : channels === 3 ? 24 : 32;
  const [size, entries] = [bits === 32 ? 108 : 40, bits === 8 ? 256 : 0];
  const start = 14 + size + entries * 4;
  const stride = Math.ceil((width * bits) / 32) * 4;
  const bytes = new Uint8Array(start + stride * height);
  const view = new DataView(bytes.buffer);
  const u32 = (at: number, value: number) => view.setUint32(at, value, true);
  bytes.set([0x42, 0x4d]);
  for (const [at, value] of [
    [2, bytes.length],
    [10, start],
    [14, size],
    [18, width],
    [22, height],
    [26, 1 | (bits << 16)],
    [30, bits === 32 ? 3 : 0],
    [34, stride * height],
    [46, entries],
  ] as const) {
    u32(at, value);
  }
  if (bits === 32) for (const [i, mask] of [0xff0000, 0xff00, 0xff, 0xff000000].entries()) u32(54 + i * 4, mask);
  if (bits === 32) u32(70, 0x73524742); // sRGB
  for (let i = 0; i < entries; i++) u32(54 + i * 4, i * 0x10101);
  for (let y = 0, p = 0; y < height; y++) {
    let q = start + (height - 1 - y) * stride;
    for (let x = 0; x < width; x++, p += channels) {
      if (bits === 8) bytes[q++] = data[p]!;
      else for (let c = 2; c >= 0; c--) bytes[q++] = data[p + (colors === 3 ? c : 0)]!;
      if (bits === 32) bytes[q++] = data[p + colors]!;
    }
  }
  return bytes;
}
