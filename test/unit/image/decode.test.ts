import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Raster } from '../../../src/core/image';
import { decodeBmp, encodeBmp } from '../../../src/engine/image/bmp';
import { decodeBytes } from '../../../src/engine/image/decode';
import { encode } from '../../../src/engine/image/encode';
import { decodeImage } from '../../../src/engine/image/render';
import { showPicture } from '../../../src/engine/image/show';
import { distance, picture } from './pictures';

const raw = ({ width, height, channels }: Raster) => ({ raw: { width, height, channels } });
const kind = ({ width, height, channels, data }: Raster) =>
  `${width} × ${height} × ${channels} of ${data.BYTES_PER_ELEMENT * 8} bit`;

/** A PNG chunk by chunk: for files that no encoder writes. */
function png(width: number, height: number, ...chunks: readonly (readonly [type: string, body: Uint8Array])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const parts = [['IHDR', header] as const, ...chunks, ['IEND', new Uint8Array()] as const].map(([type, body]) => {
    const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
    chunk.writeUInt32BE(body.length, 0);
    chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
    return chunk;
  });
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]);
}

const pages = (format: 'gif' | 'webp' | 'tiff') =>
  sharp(Buffer.from(picture(12, 24).data), { raw: { width: 12, height: 24, channels: 3, pageHeight: 8 } })
    [format]()
    .toBuffer();

describe('what is kept', () => {
  it.each([
    ['gray JPEG', 1, false, 'jpeg', '40 × 30 × 1 of 8 bit'],
    ['JPEG', 3, false, 'jpeg', '40 × 30 × 3 of 8 bit'],
    ['gray PNG', 1, false, 'png', '40 × 30 × 1 of 8 bit'],
    ['gray PNG with alpha', 2, false, 'png', '40 × 30 × 2 of 8 bit'],
    ['PNG with alpha', 4, false, 'png', '40 × 30 × 4 of 8 bit'],
    ['16 bit gray PNG', 1, true, 'png', '40 × 30 × 1 of 16 bit'],
    ['16 bit gray PNG with alpha', 2, true, 'png', '40 × 30 × 2 of 16 bit'],
    ['16 bit PNG', 3, true, 'png', '40 × 30 × 3 of 16 bit'],
    ['16 bit PNG with alpha', 4, true, 'png', '40 × 30 × 4 of 16 bit'],
    ['TIFF', 3, false, 'tiff', '40 × 30 × 3 of 8 bit'],
    ['16 bit gray TIFF', 1, true, 'tiff', '40 × 30 × 1 of 16 bit'],
    ['16 bit TIFF', 3, true, 'tiff', '40 × 30 × 3 of 16 bit'],
    ['WebP with alpha', 4, false, 'webp', '40 × 30 × 4 of 8 bit'],
    ['AVIF', 3, false, 'avif', '40 × 30 × 3 of 8 bit'],
    ['BMP', 3, false, 'bmp', '40 × 30 × 3 of 8 bit'],
    ['gray BMP', 1, false, 'bmp', '40 × 30 × 1 of 8 bit'],
    ['BMP with alpha', 4, false, 'bmp', '40 × 30 × 4 of 8 bit'],
  ] as const)('%s', async (_, channels, deep, format, what) => {
    const source = picture(40, 30, channels, deep);
    const { bytes, notes } = await encode(source, format, 95);
    expect(notes).toEqual([]);
    expect((await encode(source, format, 95)).bytes).toEqual(bytes);
    const { raster } = await decodeBytes(bytes);
    expect(kind(raster)).toBe(what);
    const lossless = format === 'png' || format === 'tiff' || format === 'bmp';
    expect(distance(raster, source)).toBeLessThanOrEqual(lossless ? 0 : 90);
  });

  it('expands a palette, and reads a still GIF', async () => {
    const palette = await sharp(picture(20, 10).data, raw(picture(20, 10)))
      .png({ palette: true })
      .toBuffer();
    expect(kind((await decodeBytes(palette)).raster)).toBe('20 × 10 × 3 of 8 bit');
    const { bytes } = await encode(picture(20, 10), 'gif', 90);
    expect((await decodeBytes(bytes)).raster).toMatchObject({ width: 20, height: 10 });
  });
});

describe('EXIF orientation', () => {
  const upright = picture(40, 24);
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is baked in, and the output has no tag', async (orientation) => {
    const stored = await sharp(upright.data, raw(upright))
      .tiff({ compression: 'lzw' })
      .withMetadata({ orientation })
      .toBuffer();
    const { raster } = await decodeBytes(stored);
    expect([raster.width, raster.height]).toEqual(orientation > 4 ? [24, 40] : [40, 24]);
    const [right, bottom] = [upright.width - 1, upright.height - 1];
    // Which stored pixel is seen at x, y (EXIF 2.32, 4.6.4 A)
    const seen = (x: number, y: number) =>
      [
        [x, y],
        [right - x, y],
        [right - x, bottom - y],
        [x, bottom - y],
      ].concat([
        [y, x],
        [y, bottom - x],
        [right - y, bottom - x],
        [right - y, x],
      ])[orientation - 1]!;
    for (let p = 0; p < raster.width * raster.height; p++) {
      const [x, y] = seen(p % raster.width, Math.floor(p / raster.width)) as [number, number];
      if (raster.data[p * 3] !== upright.data[(y * upright.width + x) * 3]) throw new Error(`pixel ${p} is another`);
    }
    for (const format of ['jpeg', 'png', 'webp', 'tiff'] as const) {
      expect((await sharp((await encode(raster, format, 90)).bytes).metadata()).orientation ?? 1).toBe(1);
    }
  });
});

describe('what is converted or left out is said', () => {
  it('CMYK becomes RGB', async () => {
    const rgb = picture(16, 16);
    const cmyk = await sharp(rgb.data, raw(rgb)).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    const { raster, notes } = await decodeBytes(cmyk);
    expect(kind(raster)).toBe('16 × 16 × 3 of 8 bit');
    expect(notes).toEqual(['CMYK converted to RGB']);
  });
  it('16 bit where the format has 8', async () => {
    const { bytes, notes } = await encode(picture(8, 8, 3, true), 'jpeg', 95);
    expect(notes).toEqual(['16 bit reduced to 8 bit: JPEG holds no more']);
    expect(kind((await decodeBytes(bytes)).raster)).toBe('8 × 8 × 3 of 8 bit');
  });
  it('transparency where the format has none', async () => {
    const clear: Raster = { width: 8, height: 8, channels: 4, data: new Uint8Array(256) };
    const { bytes, notes } = await encode(clear, 'jpeg', 95);
    expect(notes[0]).toMatch(/^transparent parts became white/);
    expect(new Set((await decodeBytes(bytes)).raster.data)).toEqual(new Set([255]));
  });
});

describe('colour profiles', () => {
  it.each(['jpeg', 'png'] as const)('go along with the values in %s', async (format) => {
    const source = picture(16, 16);
    const p3 = await sharp(source.data, raw(source)).withIccProfile('p3').png().toBuffer();
    const values = await sharp(p3, { ignoreIcc: true }).raw().toBuffer();
    const { raster, profile } = await decodeBytes(p3);
    expect(Buffer.compare(Buffer.from(raster.data), values)).toBe(0);
    const { bytes, notes } = await encode(raster, format, 100, profile);
    expect(notes).toEqual([]);
    const again = await decodeBytes(bytes);
    expect(Buffer.from(again.profile!)).toEqual(Buffer.from(profile!));
    expect(distance(again.raster, raster)).toBeLessThan(format === 'png' ? 1 : 60);
    const large = new Uint8Array(150_000).fill(7); // several JPEG segments
    const carried = (await sharp((await encode(raster, format, 90, large)).bytes).metadata()).icc;
    if (format === 'jpeg') expect(carried?.length).toBe(150_000);
  });
  it('are named where they are left out', async () => {
    expect((await encode(picture(8, 8), 'tiff', 90, new Uint8Array(500))).notes[0]).toMatch(/^colour profile left out/);
  });
});

describe('what can not be used is refused in a sentence', () => {
  const jpeg = async () => (await encode(picture(200, 160), 'jpeg', 90)).bytes;
  const scan = deflateSync(Buffer.alloc(5 * 4));
  const cases: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array, RegExp])[] = [
    ['zero bytes', () => new Uint8Array(), /empty \(0 bytes\)/],
    ['text', () => Buffer.from('not a picture'), /no picture that is read here/],
    [
      'SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      /SVG, which is not read/,
    ],
    ['a JPEG cut short', async () => (await jpeg()).subarray(0, 2500), /damaged or cut short/],
    ['a JPEG header alone', async () => (await jpeg()).subarray(0, 30), /damaged or cut short/],
    [
      'a PNG cut short',
      async () => (await encode(picture(90, 90), 'png', 90)).bytes.subarray(0, 900),
      /damaged or cut short/,
    ],
    ['an animated GIF', () => pages('gif'), /animated \(3 frames\)/],
    ['an animated WebP', () => pages('webp'), /animated \(3 frames\)/],
    ['a TIFF of pages', () => pages('tiff'), /TIFF of 3 pages/],
    [
      'an animated PNG',
      () => png(4, 4, ['acTL', Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 0])], ['IDAT', scan]),
      /animated \(2 frames\)/,
    ],
    ['a bomb', () => png(60_000, 60_000, ['IDAT', scan]), /60000 × 60000 pixels: up to 100 million/],
    ['a BMP cut short', () => encodeBmp(picture(20, 20)).subarray(0, 500), /ends before the picture/],
    ['a BMP bomb', () => bmpOf(40_000, 40_000), /40000 × 40000 pixels/],
  ];
  it.each(cases)('%s', async (_, bytes, sentence) => {
    await expect(decodeBytes(await bytes())).rejects.toThrow(sentence);
  });
  it('and a PNG of one frame is none of them', async () => {
    const still = png(4, 4, ['acTL', Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 0])], ['IDAT', scan]);
    expect(kind((await decodeBytes(still)).raster)).toBe('4 × 4 × 1 of 8 bit');
  });
});

function bmpOf(width: number, height: number): Uint8Array {
  const bytes = encodeBmp(picture(4, 4)).slice();
  const view = new DataView(bytes.buffer);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  return bytes;
}

describe('BMP', () => {
  const header = (bits: number, height: number, compression = 0, palette: readonly number[] = []) => {
    const bytes = Buffer.alloc(54 + palette.length);
    bytes.write('BM', 'latin1');
    bytes.writeUInt32LE(bytes.length, 10);
    bytes.writeUInt32LE(40, 14);
    bytes.writeInt32LE(2, 18);
    bytes.writeInt32LE(height, 22);
    bytes.writeUInt16LE(1, 26);
    bytes.writeUInt16LE(bits, 28);
    bytes.writeUInt32LE(compression, 30);
    bytes.writeUInt32LE(bits <= 8 ? palette.length / 4 : 0, 46);
    bytes.set(palette, 54);
    return bytes;
  };
  const file = (head: Buffer, ...rows: readonly (readonly number[])[]) =>
    Buffer.concat([head, Uint8Array.from(rows.flat())]);
  const read = (bytes: Uint8Array) => [...decodeBmp(bytes).data];

  it('is stored from the bottom up, or top-down', () => {
    const rows = [
      [1, 2, 3, 4, 5, 6, 0, 0],
      [7, 8, 9, 10, 11, 12, 0, 0],
    ];
    expect(read(file(header(24, 2), ...rows))).toEqual([9, 8, 7, 12, 11, 10, 3, 2, 1, 6, 5, 4]);
    expect(read(file(header(24, -2), ...rows))).toEqual([3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10]);
  });
  it('has palettes of 1, 4 and 8 bit, in colour or gray', () => {
    const colors = [0, 0, 255, 0, 0, 255, 0, 0]; // red, green
    const [red, green] = [
      [255, 0, 0],
      [0, 255, 0],
    ];
    expect(read(file(header(8, 1, 0, colors), [1, 0, 0, 0]))).toEqual([...green!, ...red!]);
    expect(read(file(header(4, 1, 0, colors), [0x10, 0, 0, 0]))).toEqual([...green!, ...red!]);
    expect(read(file(header(1, 1, 0, colors), [0x80, 0, 0, 0]))).toEqual([...green!, ...red!]);
    expect(read(file(header(1, 1, 0, [9, 9, 9, 0, 200, 200, 200, 0]), [0x40, 0, 0, 0]))).toEqual([9, 200]);
  });
  it('has 16 bit of five each, and 32 bit whose fourth byte is nothing', () => {
    expect(read(file(header(16, 1), [0xff, 0x7f, 0x00, 0x7c]))).toEqual([255, 255, 255, 255, 0, 0]);
    expect(read(file(header(32, 1), [1, 2, 3, 0, 4, 5, 6, 0]))).toEqual([3, 2, 1, 6, 5, 4]);
  });
  it('is refused when run-length encoded', () => {
    expect(() => read(file(header(8, 1, 1, [0, 0, 0, 0]), [0, 1, 0, 0]))).toThrow('run-length');
  });
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pictures-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are what their content is, whatever their name says', async () => {
    const path = join(folder, 'really a gif #1 – фото.JPG');
    await writeFile(path, (await encode(picture(9, 5), 'gif', 90)).bytes);
    expect((await decodeImage(path)).raster).toMatchObject({ width: 9, height: 5 });
    const shown = await showPicture(await readFile(path), path);
    expect(shown).toMatchObject({ mime: 'image/gif', size: { width: 9, height: 5 } });
  });
  it('are shown as they are where a browser can, else as PNG', async () => {
    const { bytes } = await encode(picture(9, 5), 'webp', 90);
    expect((await showPicture(bytes, 'a.webp')).bytes).toBe(bytes);
    const shown = await showPicture((await encode(picture(9, 5, 1, true), 'tiff', 90)).bytes, 'a.tif');
    expect(shown).toMatchObject({ mime: 'image/png', size: { width: 9, height: 5 } });
    expect(distance((await decodeBytes(shown.bytes)).raster, picture(9, 5, 1, true))).toBe(0);
    const sideways = await sharp(bytes).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect((await showPicture(sideways, 'a.jpg')).size).toEqual({ width: 5, height: 9 });
    await expect(showPicture(Buffer.from('x'), 'b/c.jpg')).rejects.toThrow(/^b\/c.jpg: the file is no picture/);
  });
});
