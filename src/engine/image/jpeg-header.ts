import type { Size } from '../../core/geometry';

/** What the header of a JPEG file says. */
export interface JpegHeader extends Size {
  /** 1: gray; 3: colour; 4: CMYK. */
  readonly components: number;
  /** 8 bit gray or colour, Huffman coded, upright, and nothing about it in doubt. */
  readonly plain: boolean;
  /** The colour profile. */
  readonly profile?: Uint8Array;
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Reads a JPEG up to its first scan; undefined for any other file, and for one that ends or goes wrong before that. */
export function jpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return undefined;
  let frame: (Size & { readonly components: number; readonly usual: boolean }) | undefined;
  let upright = true;
  const parts = new Map<number, Uint8Array>(); // of the profile, from 1
  let partCount = 0;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // padding
      continue;
    }
    const body = at + 4;
    const end = at + 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!;
    if (end < body || end > bytes.length) return undefined;
    if (marker === 0xda) {
      if (!frame) return undefined;
      const { usual, ...known } = frame;
      const profile = Array.from({ length: partCount }, (_, i) => parts.get(i + 1));
      const whole = parts.size === partCount && profile.every((part) => part !== undefined);
      const plain = usual && upright && whole && known.width > 0 && known.height > 0;
      return { ...known, plain, ...(partCount > 0 && whole && { profile: joined(profile) }) };
    }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [body + 1, body + 3].map((p) => (bytes[p]! << 8) + bytes[p + 1]!) as [number, number];
      const components = bytes[body + 5]!;
      const usual = !frame && marker <= 0xc2 && bytes[body] === 8 && (components === 1 || components === 3);
      frame = { width, height, components, usual };
    } else if (marker === 0xe1 && ascii(bytes, body, 6) === 'Exif\0\0') {
      upright &&= orientation(bytes.subarray(body + 6, end)) === 1;
    } else if (marker === 0xe2 && ascii(bytes, body, 12) === 'ICC_PROFILE\0') {
      partCount = bytes[body + 13]!;
      parts.set(bytes[body + 12]!, bytes.subarray(body + 14, end));
    }
    at = end;
  }
  return undefined;
}

/** EXIF's orientation, 1 to 8; 1 where it says nothing, 0 where it can't be read. */
function orientation(tiff: Uint8Array): number {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = ascii(tiff, 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 0;
  const little = order === 'II';
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return 0;
  const count = view.getUint16(start, little);
  for (let at = start + 2; at < start + 2 + count * 12; at += 12) {
    if (at + 12 > tiff.length) return 0;
    if (view.getUint16(at, little) === 0x112) return view.getUint16(at + 8, little);
  }
  return 1;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
