import { deflateSync } from 'node:zlib';
import type { FileFormat } from './codecs';

/**
 * Colour profiles. Pixels keep the values that the file holds, which is what training code reads, and the profile goes
 * along, so that a viewer shows original and variant alike. sharp would convert the values; so it is put in here.
 */
export function withProfile(bytes: Uint8Array, format: FileFormat, profile: Uint8Array): Uint8Array | undefined {
  if (format === 'jpeg') return splice(bytes, jpegHeaderEnd(bytes), jpegSegments(profile));
  if (format === 'png') return splice(bytes, 33, pngChunk(profile)); // after signature and IHDR
  return undefined;
}

/** After the JFIF segment, which must come first. */
function jpegHeaderEnd(bytes: Uint8Array): number {
  const jfif = bytes[2] === 0xff && bytes[3] === 0xe0;
  return jfif ? 4 + bytes[4]! * 256 + bytes[5]! : 2;
}

function jpegSegments(profile: Uint8Array): Uint8Array {
  const most = 65519; // 65535 less length, name and counters
  const count = Math.ceil(profile.length / most);
  const segments = Array.from({ length: count }, (_, i) => {
    const part = profile.subarray(i * most, (i + 1) * most);
    const length = part.length + 16;
    const head = [0xff, 0xe2, length >> 8, length & 255, ...Buffer.from('ICC_PROFILE\0', 'latin1'), i + 1, count];
    return Buffer.concat([Uint8Array.from(head), part]);
  });
  return Buffer.concat(segments);
}

function pngChunk(profile: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from('iCCPprofile\0\0', 'latin1'), deflateSync(profile)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function splice(bytes: Uint8Array, at: number, insert: Uint8Array): Uint8Array {
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at)]));
}

/** The checksum of PNG chunks; zlib's own came with Node 20.15. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
