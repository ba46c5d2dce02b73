import { describe, expect, it } from 'vitest';
import { move } from '../../../src/core/geometry';
import { type Box, type Paste, pasteMatrix, type Raster } from '../../../src/core/image';
import { fuse } from '../../../src/engine/image/fuse';
import { pasteIn } from '../../../src/engine/image/mix';
import { addNoise } from '../../../src/engine/image/noise';
import { copyOf, halved, shapedAs } from '../../../src/engine/image/raster';
import { applyTone, type Linear } from '../../../src/engine/image/tone';
import { distance, picture, rasterOf } from './pictures';

const gray = (width: number, height: number, channels: Raster['channels'], level: number, deep = false): Raster => {
  const samples = width * height * channels;
  return { width, height, channels, data: (deep ? new Uint16Array(samples) : new Uint8Array(samples)).fill(level) };
};

describe('noise', () => {
  const width = 256;
  const height = 192;
  const noiseOf = (channels: Raster['channels'], sigma: number, seed: number, deep = false) => {
    const raster = gray(width, height, channels, deep ? 32768 : 128, deep);
    addNoise(raster, sigma, seed);
    return [...raster.data].map((v) => (deep ? (v - 32768) / 257 : v - 128));
  };
  const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  const deviation = (list: readonly number[]) => Math.sqrt(mean(list.map((v) => v * v)) - mean(list) ** 2);
  const correlation = (a: readonly number[], b: readonly number[]) =>
    (mean(a.map((v, i) => v * b[i]!)) - mean(a) * mean(b)) / (deviation(a) * deviation(b));

  it.each([
    [3, 8, false],
    [1, 20, false],
    [3, 8, true],
  ] as const)('%i channels, sigma %i, 16 bit %s: mean and sigma within 2 %', (channels, sigma, deep) => {
    const noise = noiseOf(channels, sigma, 5, deep);
    expect(Math.abs(mean(noise))).toBeLessThan(0.02 * sigma);
    const rounding = deep ? 0 : 1 / 12; // whole levels add their own variance
    expect(Math.abs(Math.sqrt(deviation(noise) ** 2 - rounding) / sigma - 1)).toBeLessThan(0.02);
  });
  it('is gaussian: 68 % within one sigma, 95 % within two', () => {
    const noise = noiseOf(1, 30, 9);
    const within = (limit: number) => noise.filter((v) => Math.abs(v) <= limit).length / noise.length;
    expect(within(30)).toBeCloseTo(0.69, 1);
    expect(within(60)).toBeCloseTo(0.955, 2);
  });
  it('has nothing in common between channels, neighbours, rows and seeds', () => {
    const noise = noiseOf(3, 20, 5);
    const channel = (c: number) => noise.filter((_, i) => i % 3 === c);
    const red = channel(0);
    const rows = red.slice(width);
    const pairs = [
      [red, channel(1)],
      [channel(1), channel(2)],
      [red.slice(1), red.slice(0, -1)],
      [rows, red.slice(0, rows.length)],
      [noise, noiseOf(3, 20, 6)],
    ] as const;
    for (const [a, b] of pairs) expect(Math.abs(correlation(a, b))).toBeLessThan(0.02);
  });
  it('leaves alpha, and clamps', () => {
    const raster = gray(64, 64, 4, 250);
    addNoise(raster, 40, 3);
    expect(new Set(raster.data.filter((_, p) => p % 4 === 3))).toEqual(new Set([250]));
    expect(raster.data.filter((v) => v === 255).length).toBeGreaterThan(64 * 64);
  });
});

describe('pasting', () => {
  const picture = () => gray(4, 4, 1, 0);
  const columns = rasterOf(
    { width: 8, height: 4 },
    1,
    [...Array(32).keys()].map((p) => 10 * (p % 8) + 5),
  );
  const paste = (fit: Paste['fit'], to: Box): Paste => ({ kind: 'paste', partner: 'b', weight: 0.5, to, fit });
  const rows = ({ data }: Raster) => Array.from({ length: 4 }, (_, y) => [...data.subarray(4 * y, 4 * y + 4)]);

  it('shows the partner, which covers the frame, through the box', () => {
    const raster = picture();
    pasteIn(raster, columns, paste('frame', { left: 1, top: 0, right: 3, bottom: 2 }));
    const seen = [0, 35, 45, 0]; // 8 columns cover 4: the middle four, unscaled
    expect(rows(raster)).toEqual([seen, seen, [0, 0, 0, 0], [0, 0, 0, 0]]);
  });
  it('or lets it cover the box, halved by means where it is much larger', () => {
    const raster = picture();
    pasteIn(raster, columns, paste('box', { left: 0, top: 2, right: 4, bottom: 4 }));
    const seen = [10, 30, 50, 70];
    expect(rows(raster)).toEqual([[0, 0, 0, 0], [0, 0, 0, 0], seen, seen]);
  });
  it('by the matrix that labels follow', () => {
    const frame = { width: 40, height: 30 };
    const to = { left: 20, top: 0, right: 40, bottom: 30 };
    expect(move(pasteMatrix({ width: 80, height: 20 }, paste('frame', to), frame), [40, 10])).toEqual([20, 15]);
    expect(move(pasteMatrix({ width: 80, height: 20 }, paste('frame', to), frame), [40, 0])).toEqual([20, 0]);
    expect(move(pasteMatrix({ width: 10, height: 60 }, paste('box', to), frame), [0, 30])).toEqual([20, 15]);
  });
  it('keeps to the matrix where an odd picture is halved', () => {
    const wide = rasterOf(
      { width: 9, height: 9 },
      1,
      [...Array(81).keys()].map((p) => 20 * (p % 9) + 10),
    );
    const raster = gray(3, 3, 1, 0);
    pasteIn(raster, wide, paste('box', { left: 0, top: 0, right: 3, bottom: 3 }));
    // A ramp: its value at the centre of each third; the last is 3/4 of 140 and 1/4 of 170, which stands at the edge alone.
    expect([...raster.data.subarray(0, 3)]).toEqual([30, 90, 148]);
  });
});

describe('tone', () => {
  const linear = (gain: number, bias: number): Linear => ({
    kind: 'linear',
    gain: [gain, gain, gain],
    bias: [bias, bias, bias],
  });
  it('maps one after the other in one table, within a level of the steps one by one', () => {
    const maps = [linear(1.2, -0.1), linear(0.9, 0.2), linear(1.1, 0)];
    for (const deep of [false, true]) {
      const source = picture(40, 30, 3, deep);
      expect(fuse(maps, source)).toEqual([{ kind: 'tone', maps }]);
      const [together, apart] = [copyOf(source), copyOf(source)];
      applyTone(together, maps);
      for (const map of maps) applyTone(apart, [map]);
      expect(distance(together, apart)).toBeLessThanOrEqual(deep ? 2 : 1);
      expect(distance(together, source)).toBeGreaterThan(1);
    }
  });
  it('clamps after each map, as a picture would', () => {
    const raster = rasterOf({ width: 2, height: 1 }, 1, [200, 100]);
    applyTone(raster, [linear(2, 0), linear(0.5, 0)]);
    expect([...raster.data]).toEqual([128, 100]); // 200 · 2 → 255, · 0.5 → 127.5
  });
});

describe('rasters', () => {
  it('take the channels and depth of another', () => {
    const rgb = rasterOf({ width: 1, height: 1 }, 3, [255, 0, 100]);
    expect([...shapedAs(rgb, { channels: 1, data: new Uint8Array() }).data]).toEqual([88]); // (76245 + 11400 + 500) / 1000
    expect([...shapedAs(rgb, { channels: 4, data: new Uint16Array() }).data]).toEqual([65535, 0, 25700, 65535]);
    const pair = rasterOf({ width: 1, height: 1 }, 2, [7, 9]);
    expect([...shapedAs(pair, { channels: 4, data: new Uint8Array() }).data]).toEqual([7, 7, 7, 9]);
    expect([...shapedAs(pair, { channels: 3, data: new Uint8Array() }).data]).toEqual([7, 7, 7]);
    const deep: Raster = { width: 2, height: 1, channels: 1, data: Uint16Array.from([128, 65535]) };
    expect([...shapedAs(deep, { channels: 1, data: new Uint8Array() }).data]).toEqual([0, 255]);
  });
  it('are halved by the mean, odd edges too', () => {
    const three = rasterOf({ width: 3, height: 3 }, 1, [0, 4, 10, 8, 4, 20, 6, 8, 9]);
    expect([...halved(three).data]).toEqual([4, 15, 7, 9]);
  });
  it('are halved with colours counted by alpha', () => {
    const two = rasterOf({ width: 2, height: 1 }, 2, [200, 255, 90, 0]);
    expect([...halved(two).data]).toEqual([200, 128]);
  });
});
