import sharp, { type JpegOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../src/engine/image/decode';
import { encode } from '../../../src/engine/image/encode';
import { jpegHeader } from '../../../src/engine/image/jpeg-header';
import { turboDecode, turboEncode } from '../../../src/engine/image/turbo';
import { distance, picture } from './pictures';

const source = picture(61, 47);
const raw = { raw: { width: 61, height: 47, channels: 3 } } as const;
const jpeg = (options: JpegOptions = {}) => sharp(source.data, raw).jpeg({ quality: 92, ...options });
const plain = (bytes: Uint8Array) => jpegHeader(bytes)?.plain;

/** A segment put in front of the first table or frame. */
function withSegment(bytes: Uint8Array, marker: number, body: readonly number[]): Buffer {
  const length = body.length + 2;
  const segment = Uint8Array.from([0xff, marker, length >> 8, length & 255, ...body]);
  return Buffer.concat([bytes.subarray(0, 2), segment, bytes.subarray(2)]);
}
const text = (word: string) => [...Buffer.from(word, 'latin1')];
const exif = (orientation: number, order: 'II' | 'MM' = 'II') => {
  const tiff = Buffer.alloc(26);
  const [u16, u32] =
    order === 'II' ? (['writeUInt16LE', 'writeUInt32LE'] as const) : (['writeUInt16BE', 'writeUInt32BE'] as const);
  tiff.write(order, 'latin1');
  tiff[u16](42, 2);
  tiff[u32](8, 4);
  tiff[u16](1, 8);
  tiff[u16](0x112, 10);
  tiff[u16](3, 12);
  tiff[u32](1, 14);
  tiff[u16](orientation, 18);
  return [...text('Exif\0\0'), ...tiff];
};

describe('the header of a JPEG', () => {
  it('gives size and components', async () => {
    expect(jpegHeader(await jpeg().toBuffer())).toEqual({ width: 61, height: 47, components: 3, plain: true });
    expect(jpegHeader(await jpeg({ progressive: true }).toBuffer())).toMatchObject({ plain: true });
    const gray = await sharp(picture(20, 10, 1).data, { raw: { width: 20, height: 10, channels: 1 } })
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    expect(jpegHeader(gray)).toEqual({ width: 20, height: 10, components: 1, plain: true });
  });
  it('calls CMYK, 12 bit and arithmetic coding odd', async () => {
    expect(jpegHeader(await jpeg().toColourspace('cmyk').toBuffer())).toMatchObject({ components: 4, plain: false });
    const frame = (bytes: Buffer) => bytes.indexOf(Uint8Array.from([0xff, 0xc0]));
    const deep = await jpeg().toBuffer();
    deep[frame(deep) + 4] = 12;
    expect(plain(deep)).toBe(false);
    const arithmetic = await jpeg().toBuffer();
    arithmetic[frame(arithmetic) + 1] = 0xc9;
    expect(plain(arithmetic)).toBe(false);
  });
  it('reads the orientation in both byte orders, and doubts what it can not read', async () => {
    const bytes = await jpeg().toBuffer();
    for (const order of ['II', 'MM'] as const) {
      expect(plain(withSegment(bytes, 0xe1, exif(1, order)))).toBe(true);
      for (const turned of [2, 6, 8]) expect(plain(withSegment(bytes, 0xe1, exif(turned, order)))).toBe(false);
    }
    expect(plain(withSegment(bytes, 0xe1, text('Exif\0\0II')))).toBe(false);
    expect(plain(withSegment(bytes, 0xe1, exif(1).slice(0, 20)))).toBe(false);
    expect(plain(withSegment(bytes, 0xe1, text('http://ns.adobe.com/xap/1.0/')))).toBe(true);
  });
  it('joins the parts of a profile in their order, and doubts one with a gap', async () => {
    const bytes = await jpeg().toBuffer();
    const part = (i: number, of: number, ...body: readonly number[]) => [...text('ICC_PROFILE\0'), i, of, ...body];
    const two = withSegment(withSegment(bytes, 0xe2, part(1, 2, 7, 8)), 0xe2, part(2, 2, 9));
    expect([...jpegHeader(two)!.profile!]).toEqual([7, 8, 9]);
    expect(plain(two)).toBe(true);
    expect(plain(withSegment(bytes, 0xe2, part(2, 2, 9)))).toBe(false);
    expect(plain(withSegment(bytes, 0xe2, part(0, 1, 9)))).toBe(false);
  });
  it('is undefined for anything else, and when cut short anywhere', async () => {
    const bytes = await jpeg().toBuffer();
    expect(jpegHeader(await sharp(source.data, raw).png().toBuffer())).toBeUndefined();
    const scan = bytes.indexOf(Uint8Array.from([0xff, 0xda]));
    for (let end = 0; end < scan; end++) expect(jpegHeader(bytes.subarray(0, end))).toBeUndefined();
    bytes[2] = 0x11;
    expect(jpegHeader(bytes)).toBeUndefined();
  });
});

describe('libjpeg-turbo', () => {
  const header = (bytes: Uint8Array) => jpegHeader(bytes)!;
  it('reads what sharp reads, to within the roundings of the fast transform', async () => {
    for (const options of [{}, { progressive: true }, { chromaSubsampling: '4:4:4' }]) {
      const bytes = await jpeg(options).toBuffer();
      const raster = (await turboDecode(bytes, header(bytes)))!;
      const data = await sharp(bytes).raw().toBuffer();
      expect(raster).toMatchObject({ width: 61, height: 47, channels: 3 });
      expect(raster.data.constructor).toBe(Uint8Array); // a Buffer's slice would be no copy
      expect(distance(raster, { ...raster, data })).toBeLessThanOrEqual(6);
    }
  });
  it('writes what sharp reads, gray as gray', async () => {
    for (const channels of [1, 3] as const) {
      const one = picture(61, 47, channels);
      const bytes = (await turboEncode(one, 95))!;
      expect(await sharp(bytes).metadata()).toMatchObject({ width: 61, height: 47, channels, format: 'jpeg' });
      const data = await sharp(bytes)
        .toColourspace(channels === 1 ? 'b-w' : 'srgb')
        .raw()
        .toBuffer();
      expect(distance(one, { ...one, data })).toBeLessThan(channels === 1 ? 8 : 70); // colour at half the resolution
      expect(await turboEncode(one, 95)).toEqual(bytes);
    }
  });
  it('leaves to sharp what it can not do', async () => {
    const bytes = await jpeg().toBuffer();
    const half = bytes.subarray(0, bytes.length / 2);
    expect(await turboDecode(half, header(half))).toBeUndefined();
    expect(await turboEncode(picture(8, 8, 4), 90)).toBeUndefined();
    expect(await turboEncode(picture(8, 8, 3, true), 90)).toBeUndefined();
    expect(
      await turboEncode({ width: 70_000, height: 1, channels: 1, data: new Uint8Array(70_000) }, 90),
    ).toBeUndefined();
  });
  it('has a profile go along', async () => {
    const p3 = await jpeg().withIccProfile('p3').toBuffer();
    const { raster, profile } = await decodeBytes(p3);
    expect(Buffer.from(profile!)).toEqual((await sharp(p3).metadata()).icc);
    const { bytes } = await encode(raster, 'jpeg', 90, profile);
    expect(header(bytes)).toMatchObject({ plain: true, profile: Uint8Array.from(profile!) });
  });
});
