import { describe, expect, it } from 'vitest';
import type { ImageTransform, Raster } from '../../../src/core/image';
import { imageCatalogue as catalogue } from '../../../src/transforms/index';
import { apply, draw, picture } from '../image/pictures';
import { itIsDeclared, type Most, variations } from './declared';

const channelCounts = [1, 2, 3, 4] as const;
const sizes = [
  [1, 1],
  [1, 7],
  [7, 1],
  [13, 9],
] as const;

/** Every drawn number that has such a value at the one that changes nothing; undefined where there is none. */
function neutral(t: ImageTransform): Record<string, unknown> | undefined {
  const ranges = Object.entries(t.parameters).filter(([, p]) => p.kind === 'range' && p.neutral !== undefined);
  if (ranges.length === 0) return undefined;
  return Object.fromEntries(ranges.map(([name, p]) => [name, p.kind === 'range' && [p.neutral, p.neutral]]));
}

/** Steps that always do something. */
const never =
  'flip compress transpose resize mosaic tile clahe shotNoise channelShuffle rgbToGrayWeighted trivialAugment autoAugment'
    .split(' ')
    .map((name) => `image.${name}`);
/** Steps whose result may have another size than the picture. */
const resizing = 'crop transpose resize pad tile safeCrop'.split(' ').map((name) => `image.${name}`);
/** Steps that need objects to do something. */
const aboutObjects = ['image.safeCrop'];
/** Steps that draw little or nothing. */
const settled: Readonly<Record<string, Most>> = {
  'image.flip': [{ axis: 'either' }, 2],
  'image.transpose': [{ turn: 'any' }, 4],
  'image.resize': [{}, 1],
  'image.tile': [{ columns: 3, rows: 3 }, 5],
  'image.grayscale': [{ strength: [0, 1] }, 5],
  'image.invert': [{ strength: [0, 1] }, 5],
  'image.posterize': [{ bits: [1, 8] }, 5],
  'image.channelShuffle': [{}, 4],
  'image.channelDropout': [{}, 3],
};

const same = (a: Raster, b: Raster) => Buffer.compare(Buffer.from(a.data.buffer), Buffer.from(b.data.buffer)) === 0;

it('has every transform that is promised', () => {
  const names = `flip rotate crop safeCrop tile affine perspective elastic gridDistortion opticalDistortion transpose
    resize pad colorShift brightness contrast gamma hue saturation colorTemperature grayscale
    rgbToGrayWeighted invert posterize solarize equalize clahe channelShuffle channelDropout
    histogramMatch fourierDomainAdapt blur motionBlur
    defocus medianBlur glassBlur sharpen noise isoNoise shotNoise multiplicativeNoise saltPepper downscale
    pixelate compress shadow sunFlare vignette fog rain snow lensDirt erase gridErase mixup cutmix mosaic copyPaste randAugment
    trivialAugment autoAugment augMix`;
  expect(new Set(catalogue.keys())).toEqual(new Set(names.split(/\s+/).map((name) => `image.${name}`)));
});

describe.each([...catalogue.values()].map((t) => [t.id, t] as const))('%s', (id, t) => {
  itIsDeclared(id, t, settled[id] ?? [{}, 5]);

  it('does something visible by default, and says what', async () => {
    const source = picture(240, 180);
    const step = draw(t);
    if (!aboutObjects.includes(id)) expect(same(source, await apply(source, [step]))).toBe(false);
    expect(t.describe(step.drawn)).not.toMatch(/undefined|NaN|^$/);
  });

  it('gives the same pixels for the same draw and leaves its input alone', async () => {
    for (const channels of channelCounts) {
      for (const deep of [false, true]) {
        const source = picture(13, 9, channels, deep);
        const before = source.data.slice();
        const once = await apply(source, [draw(t)]);
        expect(same(once, await apply(source, [draw(t)]))).toBe(true);
        expect(source.data).toEqual(before);
        expect([once.channels, once.data.constructor]).toEqual([channels, before.constructor]);
      }
    }
  });

  it('changes nothing with neutral values', async () => {
    const values = neutral(t);
    if (!values) return expect(never).toContain(id);
    for (const channels of channelCounts) {
      const source = picture(13, 9, channels);
      const step = draw(t, values);
      expect(same(await apply(source, [step]), source)).toBe(true);
      expect(t.describe(step.drawn)).toBe('');
    }
  });

  it('works at both ends of every parameter, on pictures of any shape', async () => {
    for (const [width, height] of sizes) {
      for (const [i, values] of variations(t).entries()) {
        const source = picture(width, height, channelCounts[i % 4], i % 3 === 0);
        const result = await apply(source, [draw(t, values)]);
        expect(result.data.length).toBe(result.width * result.height * result.channels);
        if (!resizing.includes(id)) expect([result.width, result.height]).toEqual([width, height]);
      }
    }
  });
});
