import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../src/core/image';
import { apply, draw, picture, rasterOf, transformOf } from '../image/pictures';
import { samples, step } from './steps';

const six = rasterOf({ width: 3, height: 2 }, 1, [1, 2, 3, 4, 5, 6]);
const nine = rasterOf({ width: 3, height: 3 }, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]);

describe('flip', () => {
  it('mirrors columns or rows', async () => {
    expect(await samples(six, step('image.flip', { axis: 'horizontal' }))).toEqual([3, 2, 1, 6, 5, 4]);
    expect(await samples(six, step('image.flip', { axis: 'vertical' }))).toEqual([4, 5, 6, 1, 2, 3]);
  });
  it('moves channels together', async () => {
    const pair = rasterOf({ width: 2, height: 1 }, 4, [1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await samples(pair, step('image.flip', { axis: 'horizontal' }))).toEqual([5, 6, 7, 8, 1, 2, 3, 4]);
  });
  it('draws either axis about as often', () => {
    const flip = transformOf('image.flip');
    const drawn = Array.from({ length: 400 }, (_, k) => draw(flip, { axis: 'either' }, k).drawn.axis);
    const share = drawn.filter((axis) => axis === 'vertical').length / 400;
    expect(share).toBeGreaterThan(0.42);
    expect(share).toBeLessThan(0.58);
  });
});

describe('rotate', () => {
  const rotate = (degrees: number, border = 'reflect') =>
    step('image.rotate', { degrees, border, fill: [200, 200, 200] });
  it('turns counter-clockwise above 0', async () => {
    expect(await samples(nine, rotate(90))).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]);
    expect(await samples(nine, rotate(-90))).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
    expect(await samples(six, rotate(180))).toEqual([6, 5, 4, 3, 2, 1]);
  });
  it('shows beyond the edge what the border says', async () => {
    const bar = rasterOf({ width: 5, height: 1 }, 1, [10, 20, 30, 40, 50]);
    // A quarter turn of 5 × 1 about its centre: only the middle is seen, the rest lies above and below the picture.
    expect(await samples(bar, rotate(90, 'constant'))).toEqual([200, 200, 30, 200, 200]);
    expect(await samples(bar, rotate(90, 'replicate'))).toEqual([30, 30, 30, 30, 30]);
    expect(await samples(bar, rotate(90, 'wrap'))).toEqual([30, 30, 30, 30, 30]);
    const column = rasterOf({ width: 1, height: 4 }, 1, [10, 20, 30, 40]);
    expect(await samples(column, rotate(180, 'reflect'))).toEqual([40, 30, 20, 10]);
  });
});

describe('crop', () => {
  const crop = (area: number, x: number, y: number, aspect = 1, resize = 'none') =>
    step('image.crop', { area, aspect, x, y, resize });
  const four = rasterOf(
    { width: 4, height: 4 },
    1,
    Array.from({ length: 16 }, (_, i) => i),
  );
  it('cuts whole pixels where it keeps the size of the cut', async () => {
    expect(await samples(four, crop(0.25, 0, 0))).toEqual([0, 1, 4, 5]);
    expect(await samples(four, crop(0.25, 1, 1))).toEqual([10, 11, 14, 15]);
    expect(await samples(four, crop(0.25, 0.5, 0.5))).toEqual([5, 6, 9, 10]);
  });
  it('keeps the area where the aspect does not fit', async () => {
    // 1/4 of the area at 16:1 would be 2 wide: it becomes the whole width and a quarter of the height.
    expect(await samples(four, crop(0.25, 0, 0, 16))).toEqual([0, 1, 2, 3]);
    expect(await samples(four, crop(0.25, 0, 0, 4))).toEqual([0, 1, 2, 3]);
    expect(await samples(four, crop(0.25, 0, 0, 1 / 16))).toEqual([0, 4, 8, 12]);
  });
  it('enlarges bilinearly, pixel centres at +0.5', async () => {
    const bar = rasterOf({ width: 4, height: 1 }, 1, [0, 100, 200, 40]);
    // Left half, doubled: centres 0.25, 0.75, 1.25, 1.75 → 0 (edge), 25, 75, and 125 out of the true pixel beyond the cut.
    expect(await samples(bar, crop(0.5, 0, 0, 0.5, 'source'))).toEqual([0, 25, 75, 125]);
  });
});

describe('colour', () => {
  const pixel = rasterOf({ width: 2, height: 1 }, 4, [100, 150, 200, 9, 0, 250, 255, 8]);
  it('shift adds to each colour and leaves alpha', async () => {
    expect(await samples(pixel, step('image.colorShift', { red: 10, green: -20, blue: 60 }))).toEqual([
      110, 130, 255, 9, 10, 230, 255, 8,
    ]);
  });
  it('shift of gray is the mean of the three', async () => {
    expect(await samples(six, step('image.colorShift', { red: 3, green: 6, blue: 9 }))).toEqual([7, 8, 9, 10, 11, 12]);
  });
  it('brightness adds a fraction of full scale', async () => {
    expect(await samples(pixel, step('image.brightness', { offset: 0.2 }))).toEqual([
      151, 201, 251, 9, 51, 255, 255, 8,
    ]);
    const deep: Raster = { width: 2, height: 1, channels: 1, data: Uint16Array.from([1000, 60000]) };
    expect(await samples(deep, step('image.brightness', { offset: 0.2 }))).toEqual([14107, 65535]);
  });
  it('contrast turns about mid-grey', async () => {
    // (v - 127.5) · 2 + 127.5
    expect(await samples(pixel, step('image.contrast', { factor: 2 }))).toEqual([73, 173, 255, 9, 0, 255, 255, 8]);
    expect(await samples(six, step('image.contrast', { factor: 0 }))).toEqual([128, 128, 128, 128, 128, 128]);
  });
});

describe('erase', () => {
  const erase = (content: string) =>
    step('image.erase', { areas: [{ x: 0, y: 0.5, width: 0.5, height: 0.5 }], content, fill: [255, 0, 0], seed: 5 });
  const four = picture(4, 4, 4);
  it('paints the rectangle and nothing else', async () => {
    const { data } = await apply(four, [erase('color')]);
    for (let i = 0; i < 16; i++) {
      const inside = i % 4 < 2 && i >= 8;
      const was = [...four.data.subarray(i * 4, i * 4 + 4)];
      expect([...data.subarray(i * 4, i * 4 + 4)]).toEqual(inside ? [255, 0, 0, was[3]] : was);
    }
  });
  it('takes the mean of the picture', async () => {
    const source = rasterOf({ width: 2, height: 2 }, 1, [0, 10, 20, 31]);
    expect(await samples(source, erase('mean'))).toEqual([0, 10, 15, 31]);
  });
  it('paints the gray of a colour into gray', async () => {
    const source = rasterOf({ width: 2, height: 2 }, 1, [0, 10, 20, 31]);
    expect(await samples(source, erase('color'))).toEqual([0, 10, 76, 31]);
  });
  it('covers the share of the picture that it says', async () => {
    const white = rasterOf({ width: 200, height: 100 }, 1, new Array(20000).fill(255));
    for (let key = 0; key < 30; key++) {
      const drawn = draw(transformOf('image.erase'), { area: [0.1, 0.1], fill: [0, 0, 0] }, key);
      const black = (await apply(white, [drawn])).data.filter((v) => v === 0).length;
      expect(Math.abs(black / 20000 - 0.1)).toBeLessThan(0.006);
    }
  });
});

describe('mixup', () => {
  const mix = (weight: number) => step('image.mixup', { partner: 'b.png', weight });
  it('is t · a + (1 - t) · b', async () => {
    const other = rasterOf({ width: 3, height: 2 }, 1, [201, 202, 203, 204, 205, 206]);
    const { data } = await apply(six, [mix(0.75)], other);
    // .75 · 1 + .25 · 201 = 51, and so on; one more at each pixel
    expect([...data]).toEqual([51, 52, 53, 54, 55, 56]);
    expect([...(await apply(six, [mix(0)], other)).data]).toEqual([201, 202, 203, 204, 205, 206]);
  });
  it('takes the middle of a partner that covers, in the depth and colours of the picture', async () => {
    const wide: Raster = {
      width: 4,
      height: 2,
      channels: 3,
      data: Uint8Array.from([9, 50, 60, 9].flatMap((v) => [v, v, v]).concat([9, 70, 80, 9].flatMap((v) => [v, v, v]))),
    };
    const square = rasterOf({ width: 2, height: 2 }, 1, [0, 0, 0, 0]);
    expect([...(await apply(square, [mix(0)], wide)).data]).toEqual([50, 60, 70, 80]);
  });
  it('averages a much larger partner instead of picking its pixels', async () => {
    const checks = rasterOf(
      { width: 64, height: 64 },
      1,
      Array.from({ length: 4096 }, (_, i) => ((i + (i >> 6)) % 2) * 255),
    );
    const square = rasterOf({ width: 4, height: 4 }, 1, new Array(16).fill(0));
    expect(new Set((await apply(square, [mix(0)], checks)).data)).toEqual(new Set([128]));
  });
  it('keeps the weight in its range: evenly, or as Beta within it', () => {
    const mixup = transformOf('image.mixup');
    const weights = (alpha: number) =>
      Array.from({ length: 600 }, (_, k) => draw(mixup, { weight: [0.6, 0.8], alpha }, k).drawn.weight as number);
    const spread = (list: readonly number[]) => {
      const mean = list.reduce((sum, v) => sum + v, 0) / list.length;
      expect(mean).toBeCloseTo(0.7, 1);
      expect(Math.min(...list) >= 0.6 && Math.max(...list) <= 0.8).toBe(true);
      return Math.sqrt(list.reduce((sum, v) => sum + (v - mean) ** 2, 0) / list.length) / 0.2;
    };
    // Standard deviations: even 0.2887; Beta(a, a) 1 / (2 sqrt(2a + 1)): a = 0.2 → 0.4226, a = 5 → 0.1508
    expect(spread(weights(0))).toBeCloseTo(0.2887, 1);
    expect(spread(weights(0.2))).toBeGreaterThan(0.38);
    expect(spread(weights(5))).toBeLessThan(0.18);
  });
});

describe('compress', () => {
  it('loses more at a lower quality, and leaves alpha and shape', async () => {
    const source = picture(48, 40, 4);
    const loss = async (format: string, quality: number) => {
      const { data } = await apply(source, [step('image.compress', { format, quality })]);
      const alpha = (_: number, p: number) => p % 4 === 3;
      expect([...data].filter(alpha)).toEqual([...source.data].filter(alpha));
      return [...data].reduce((sum, v, p) => sum + Math.abs(v - source.data[p]!), 0);
    };
    for (const format of ['jpeg', 'webp']) {
      const [good, bad] = [await loss(format, 90), await loss(format, 10)];
      expect(bad).toBeGreaterThan(good * 2);
      expect(good).toBeGreaterThan(0);
    }
  });
});
