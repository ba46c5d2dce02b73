import { describe, expect, it } from 'vitest';
import type { ImageTransform, Raster } from '../../../src/core/image';
import { checkParameter } from '../../../src/core/parameter-check';
import { defaults, type Parameter, withDefaults } from '../../../src/core/parameters';
import { type Random, randomFor } from '../../../src/core/random';
import { transformInfo } from '../../../src/core/transform';
import { summarizeStep } from '../../../src/core/values';
import { imageCatalogue as catalogue } from '../../../src/transforms/index';
import { apply, draw, facts, picture } from '../image/pictures';

const channelCounts = [1, 2, 3, 4] as const;
const sizes = [
  [1, 1],
  [1, 7],
  [7, 1],
  [13, 9],
] as const;

/** Both ends of a range, every word of a choice: the values at which a parameter is most likely to break. */
function extremes(p: Parameter): readonly unknown[] {
  switch (p.kind) {
    case 'range':
      return [
        [p.min, p.min],
        [p.max, p.max],
        [p.min, p.max],
      ];
    case 'number':
      return p.unit === 'px' ? [p.min, 99] : [p.min, p.max]; // large pictures take seconds
    case 'choice':
      return Object.keys(p.options);
    case 'color':
      return [
        [0, 0, 0],
        [255, 255, 255],
      ];
    case 'boolean':
      return [true, false];
    case 'text':
      return [''];
  }
}

/** The value sets of a sweep: each parameter at each of its extremes, the others at their defaults. */
const variations = (t: ImageTransform): readonly Record<string, unknown>[] =>
  Object.entries(t.parameters).flatMap(([name, p]) => extremes(p).map((value) => ({ [name]: value })));

/** Every drawn number that has such a value at the one that changes nothing; undefined where there is none. */
function neutral(t: ImageTransform): Record<string, unknown> | undefined {
  const ranges = Object.entries(t.parameters).filter(([, p]) => p.kind === 'range' && p.neutral !== undefined);
  if (ranges.length === 0) return undefined;
  return Object.fromEntries(ranges.map(([name, p]) => [name, p.kind === 'range' && [p.neutral, p.neutral]]));
}

/** Steps that always do something. */
const never = 'flip compress transpose resize mosaic tile clahe shotNoise channelShuffle rgbToGrayWeighted'
  .split(' ')
  .map((name) => `image.${name}`);
/** Steps whose result may have another size than the picture. */
const resizing = 'crop transpose resize pad tile safeCrop'.split(' ').map((name) => `image.${name}`);
/** Steps that need objects to do something. */
const aboutObjects = ['image.safeCrop'];
/** Steps that draw little or nothing, with the values that draw most, and how many different draws these give. */
const settled: Readonly<Record<string, readonly [values: Record<string, unknown>, draws: number]>> = {
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

function counting(random: Random): Random & { count(): number } {
  let calls = 0;
  const counted = Object.fromEntries(
    Object.entries(random).map(([name, f]) => [
      name,
      (...args: never[]) => {
        calls++;
        return (f as (...a: never[]) => unknown)(...args);
      },
    ]),
  );
  return { ...(counted as unknown as Random), count: () => calls };
}

const same = (a: Raster, b: Raster) => Buffer.compare(Buffer.from(a.data.buffer), Buffer.from(b.data.buffer)) === 0;

it('has every transform that is promised', () => {
  const names = `flip rotate crop safeCrop tile affine perspective elastic gridDistortion opticalDistortion transpose
    resize pad colorShift brightness contrast gamma hue saturation colorTemperature grayscale
    rgbToGrayWeighted invert posterize solarize equalize clahe channelShuffle channelDropout blur motionBlur
    defocus medianBlur glassBlur sharpen noise isoNoise shotNoise multiplicativeNoise saltPepper downscale
    pixelate compress shadow sunFlare vignette fog rain snow lensDirt erase gridErase mixup cutmix mosaic`;
  expect(new Set(catalogue.keys())).toEqual(new Set(names.split(/\s+/).map((name) => `image.${name}`)));
});

describe.each([...catalogue.values()].map((t) => [t.id, t] as const))('%s', (id, t) => {
  it('is described for every list', () => {
    expect(t.id).toBe(id);
    for (const text of [t.title, t.summary, t.family, t.follows, t.noun]) expect(text.trim()).not.toBe('');
    expect(t.summary).toMatch(/\.$/);
    expect(t.aliases.length).toBeGreaterThan(1);
    expect(JSON.parse(JSON.stringify(transformInfo(t)))).toMatchObject({ id, mixes: t.mixes ?? false });
    expect(summarizeStep(t, { transform: id })).not.toMatch(/undefined|NaN|[{}]|^$/);
  });

  it('has valid defaults inside the slider', () => {
    for (const [name, p] of Object.entries(t.parameters)) {
      expect(checkParameter(p, p.default, name)).toEqual([]);
      if (p.kind !== 'range' && p.kind !== 'number') continue;
      const ends = p.kind === 'range' ? p.default : [p.default];
      for (const v of [...ends, p.neutral ?? p.slider[0]]) expect(v >= p.slider[0] && v <= p.slider[1]).toBe(true);
      expect(p.slider[0] >= p.min && p.slider[1] <= p.max && p.step > 0).toBe(true);
    }
  });

  it('does something visible by default, and says what', async () => {
    const source = picture(240, 180);
    const step = draw(t);
    if (!aboutObjects.includes(id)) expect(same(source, await apply(source, [step]))).toBe(false);
    expect(t.describe(step.drawn)).not.toMatch(/undefined|NaN|^$/);
  });

  it('draws the same for the same key, and what survives JSON', () => {
    for (const values of [{}, ...variations(t)]) {
      const { drawn } = draw(t, values, 'k');
      expect(draw(t, values, 'k').drawn).toEqual(drawn);
      expect(JSON.parse(JSON.stringify(drawn))).toStrictEqual(drawn);
    }
    const [values, draws] = settled[id] ?? [{}, 5];
    const keys = Array.from({ length: 20 }, (_, key) => JSON.stringify(draw(t, values, key).drawn));
    expect(new Set(keys).size).toBeGreaterThanOrEqual(draws);
  });

  it('takes the same number of random numbers whatever the values', () => {
    const calls = (values: Record<string, unknown>) => {
      const random = counting(randomFor(id));
      t.draw(withDefaults(t.parameters, values), random, { ...facts, partner: (r) => `p${r.uniform()}` });
      return random.count();
    };
    for (const values of variations(t)) expect(calls(values), JSON.stringify(values)).toBe(calls({}));
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

  it('gives every value of its range, and none outside', () => {
    for (const [name, p] of Object.entries(t.parameters)) {
      if (p.kind !== 'range') continue;
      const fixed = (low: number) =>
        JSON.stringify(draw(t, { ...defaults(t.parameters), ...settled[id]?.[0], [name]: [low, low] }, 3).drawn);
      expect(fixed(p.min), name).not.toBe(fixed(p.max));
    }
  });
});
