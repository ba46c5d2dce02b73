import { describe, expect, it } from 'vitest';
import { type Border, compose, type Matrix, rotate, type Size, scale, translate } from '../../../src/core/geometry';
import type { ImageOperation, Raster } from '../../../src/core/image';
import { type Random, randomFor } from '../../../src/core/random';
import { eraseBoxes } from '../../../src/engine/image/erase';
import { fuse } from '../../../src/engine/image/fuse';
import { addNoise } from '../../../src/engine/image/noise';
import { copyOf } from '../../../src/engine/image/raster';
import { sampleFirst } from '../../../src/engine/image/sampled';
import { applyTone, linearTone, toneBits } from '../../../src/engine/image/tone';
import { warp } from '../../../src/engine/image/warp';
import { createWorkspace } from '../../../src/engine/image/workspace';
import { distance, picture } from './pictures';

/** What the passes give one by one, in plain JavaScript. */
function oneByOne(source: Raster, operations: readonly ImageOperation[]): Raster {
  return fuse(operations, source).reduce((now, pass) => {
    if (pass.kind === 'geometry' || pass.kind === 'displace') return warp(now, pass);
    const to = copyOf(now);
    if (pass.kind === 'tone') applyTone(to, pass.maps);
    if (pass.kind === 'noise') addNoise(to, pass.sigma, pass.seed);
    if (pass.kind === 'erase') eraseBoxes(to, pass);
    return to;
  }, source);
}

const workspace = createWorkspace();
const sampled = (source: Raster, operations: readonly ImageOperation[], lasting = true) => {
  const passes = fuse(operations, source);
  const first = sampleFirst(workspace, source, passes, lasting);
  return first && { picture: copyOf(first.picture), all: first.passes === passes.length };
};

const about = (m: Matrix, from: Size, to: Size) =>
  compose(translate(to.width / 2, to.height / 2), m, translate(-from.width / 2, -from.height / 2));
const borders = ['none', 'reflect', 'replicate', 'constant'] as const;

/** A geometry as recipes have it, with or without a perspective. */
function someGeometry(random: Random, source: Size): ImageOperation {
  const size = { width: random.integer([1, 90]), height: random.integer([1, 70]) };
  const [x, y] = [random.between([0.4, 2.5]), random.between([0.4, 2.5])];
  const turn = rotate(random.choose([0, 90, 180, random.between([-180, 180])]));
  const tilt: Matrix = [1, 0, 0, 0, 1, 0, random.between([-0.002, 0.002]), random.between([-0.002, 0.002]), 1];
  const mirror = scale(random.choose([-1, 1]), random.choose([-1, 1]));
  const parts = [scale(x, y), mirror, turn, ...(random.uniform() < 0.3 ? [tilt] : [])];
  const matrix = about(compose(...parts), source, size);
  const fill = [random.integer([0, 255]), random.integer([0, 255]), random.integer([0, 255])] as const;
  return { kind: 'geometry', matrix, size, border: random.choose<Border>(borders), fill };
}

const someTone = (random: Random): ImageOperation => ({
  kind: 'linear',
  gain: [random.between([-0.5, 3]), random.between([0.5, 1.5]), 1],
  bias: [random.between([-0.4, 0.4]), random.between([-0.2, 0.2]), random.between([-1, 1])],
});

describe('the kernels give the bytes of plain JavaScript', () => {
  it.each(['geometry', 'tone', 'noise', 'all'] as const)('%s, in pictures of any size', (what) => {
    const random = randomFor('kernels', what);
    let done = 0;
    for (let round = 0; round < 150; round++) {
      const source = picture(random.integer([1, 90]), random.integer([1, 70]));
      const operations: ImageOperation[] = [];
      if (what === 'geometry' || (what === 'all' && random.uniform() < 0.7))
        operations.push(someGeometry(random, source));
      const tones = what === 'tone' ? 1 : what === 'all' ? random.integer([0, 3]) : 0;
      for (let k = 0; k < tones; k++) operations.push(someTone(random));
      const noisy = what === 'noise' || (what === 'all' && random.uniform() < 0.7);
      if (noisy) operations.push({ kind: 'noise', sigma: random.between([0, 100], 2), seed: random.seed() });
      const result = sampled(source, operations);
      if (!result?.all) continue;
      done++;
      const expected = oneByOne(source, operations);
      expect([result.picture.width, result.picture.height]).toEqual([expected.width, expected.height]);
      expect(distance(result.picture, expected), `round ${round}: ${JSON.stringify(operations)}`).toBe(0);
    }
    expect(done).toBeGreaterThan(what === 'all' ? 60 : 90);
  });
  it('over a larger picture, whose rows and blocks of noise begin anywhere', () => {
    const source = picture(701, 213);
    const operations: readonly ImageOperation[] = [
      { kind: 'geometry', matrix: about(rotate(7), source, source), size: source, border: 'reflect', fill: [0, 0, 0] },
      { kind: 'linear', gain: [1.1, 0.9, 1], bias: [0, 0.1, -0.1] },
      { kind: 'noise', sigma: 10, seed: 5 },
    ];
    expect(distance(sampled(source, operations)!.picture, oneByOne(source, operations))).toBe(0);
  });
  it.each([
    [0, 0, 60, 9],
    [31, 4, 33, 70],
    [50, 60, 90, 70],
    [0, 0, 90, 70],
  ])('around a box that is painted over: %i, %i to %i, %i', (left, top, right, bottom) => {
    const source = picture(90, 70);
    for (const degrees of [-8, 0, 8, 170]) {
      const erase: ImageOperation = {
        kind: 'erase',
        boxes: [{ left, top, right, bottom }],
        content: 'color',
        fill: [9, 99, 199],
        seed: 1,
      };
      const operations: readonly ImageOperation[] = [
        {
          kind: 'geometry',
          matrix: about(rotate(degrees), source, source),
          size: source,
          border: 'reflect',
          fill: [0, 0, 0],
        },
        { kind: 'noise', sigma: 40, seed: degrees },
        erase,
      ];
      const result = sampled(source, operations)!.picture;
      eraseBoxes(result, erase);
      expect(distance(result, oneByOne(source, operations))).toBe(0);
    }
  });
  it('displaced', () => {
    const source = picture(77, 50);
    const random = randomFor('field');
    const grid = Array.from({ length: 20 }, () => random.between([-0.2, 0.2]));
    for (const border of borders) {
      const field = { columns: 5, rows: 4, dx: grid, dy: [...grid].reverse() };
      const operations: readonly ImageOperation[] = [{ kind: 'displace', ...field, border, fill: [9, 99, 199] }];
      const result = sampled(source, operations)!;
      expect([result.all, distance(result.picture, oneByOne(source, operations))]).toEqual([true, 0]);
    }
  });
});

describe('the workspace', () => {
  const shift = (border: Border, x = 0.4): ImageOperation => ({
    kind: 'geometry',
    matrix: translate(x, 0),
    size: { width: 20, height: 12 },
    border,
    fill: [1, 2, 3],
  });
  it('takes a lasting picture once, and another one anew', () => {
    const first = picture(20, 12);
    const second: Raster = { ...first, data: first.data.map((v) => 255 - v) };
    for (const source of [first, first, second, first]) {
      for (const border of ['reflect', 'constant', 'constant'] as const) {
        expect(distance(sampled(source, [shift(border)])!.picture, oneByOne(source, [shift(border)]))).toBe(0);
      }
    }
  });
  it('sees what was changed in a picture that does not last', () => {
    const source = picture(20, 12);
    for (const border of ['none', 'constant'] as const) {
      sampled(source, [shift(border)], false);
      source.data[0] = 255 - source.data[0]!;
      expect(distance(sampled(source, [shift(border)], false)!.picture, oneByOne(source, [shift(border)]))).toBe(0);
    }
  });
  it('samples what lies in it already, one result after the other', () => {
    const source = picture(20, 12);
    let [here, there]: [Raster, Raster] = [source, source];
    for (let k = 0; k < 5; k++) {
      const operations = [shift('reflect', 0.3 + k)];
      here = sampleFirst(workspace, here, operations as never, false)!.picture;
      there = oneByOne(there, operations);
    }
    expect(distance(here, there)).toBe(0);
    const room = workspace.sourceRoom(source);
    room.set(source.data);
    const inPlace: Raster = { ...source, data: room };
    expect(distance(sampled(inPlace, [shift('constant')])!.picture, oneByOne(source, [shift('constant')]))).toBe(0);
    sampled(picture(17, 9), [shift('none')], false); // another one, which passes through, harms none
    expect(distance(inPlace, source)).toBe(0);
  });
  it('grows, and leaves results alone that are in use', () => {
    const own = createWorkspace();
    const small = sampleFirst(own, picture(20, 12), [shift('none')] as never, true)!.picture;
    const kept = copyOf(small);
    sampleFirst(own, picture(500, 400), [shift('none')] as never, true);
    expect(distance(small, kept)).toBe(0);
  });
});

describe('what is left to plain JavaScript', () => {
  const source = picture(20, 12);
  const passesOf = (source: Raster, operation: ImageOperation) =>
    sampleFirst(workspace, source, fuse([operation], source), true)?.passes;
  const moved = (x: number, border: Border): ImageOperation => ({
    kind: 'geometry',
    matrix: translate(x, 0.5),
    size: source,
    border,
    fill: [0, 0, 0],
  });
  it('gray, alpha and 16 bit', () => {
    for (const other of [picture(20, 12, 1), picture(20, 12, 4), picture(20, 12, 3, true)]) {
      expect(passesOf(other, moved(3, 'reflect'))).toBeUndefined();
    }
  });
  it('repetitions, more than one reflection, a horizon', () => {
    expect(passesOf(source, moved(3, 'wrap'))).toBeUndefined();
    expect(passesOf(source, moved(19, 'reflect'))).toBe(1);
    expect(passesOf(source, moved(21, 'reflect'))).toBeUndefined();
    expect(passesOf(source, moved(21, 'constant'))).toBe(1);
    const tilted: ImageOperation = {
      kind: 'geometry',
      matrix: [1, 0, 0, 0, 1, 0, 0.06, 0, 1],
      size: { width: 400, height: 12 },
      border: 'replicate',
      fill: [0, 0, 0],
    };
    expect(passesOf(source, tilted)).toBeUndefined();
  });
});

describe('a tone map as one line', () => {
  it('gives every level of its tables, or nothing', () => {
    const random = randomFor('lines');
    let found = 0;
    for (let round = 0; round < 60; round++) {
      const maps = Array.from({ length: random.integer([1, 4]) }, () => someTone(random)) as never;
      const line = linearTone(maps);
      if (!line) continue;
      found++;
      const levels: Raster = {
        width: 256,
        height: 1,
        channels: 3,
        data: new Uint8Array(768).map((_, p) => Math.floor(p / 3)),
      };
      const expected = copyOf(levels);
      applyTone(expected, maps);
      for (let p = 0; p < 768; p++) {
        const { gain, bias, least, most } = line[p % 3]!;
        const exact = levels.data[p]! * gain + bias;
        expect(Math.abs(exact)).toBeLessThan(2 ** 31);
        expect(Math.min(most, Math.max(least, exact >> toneBits))).toBe(expected.data[p]);
      }
    }
    expect(found).toBeGreaterThan(54);
  });
});
