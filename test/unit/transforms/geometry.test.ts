import { describe, expect, it } from 'vitest';
import { sourceOf } from '../../../src/core/displacement';
import { move, type Point, toQuad } from '../../../src/core/geometry';
import type { Box, ImageOperation, Scene } from '../../../src/core/image';
import { apply, draw, picture, rasterOf, transformOf } from '../image/pictures';
import { samples, step } from './steps';

const six = rasterOf({ width: 3, height: 2 }, 1, [1, 2, 3, 4, 5, 6]);
const nine = rasterOf({ width: 3, height: 3 }, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
const bar = rasterOf({ width: 4, height: 1 }, 1, [10, 20, 30, 40]);

describe('affine', () => {
  const affine = (drawn: Record<string, unknown>) =>
    step('image.affine', { x: 0, y: 0, scale: 1, shearX: 0, shearY: 0, border: 'constant', fill: [0, 0, 0], ...drawn });
  it('moves by shares of width and height, to the right and down', async () => {
    expect(await samples(bar, affine({ x: 0.25 }))).toEqual([0, 10, 20, 30]);
    expect(await samples(six, affine({ y: 0.5, border: 'wrap' }))).toEqual([4, 5, 6, 1, 2, 3]);
  });
  it('enlarges about the middle', async () => {
    // Source positions 0.75, 1.25, 1.75, 2.25 of 10, 20, 30, 40
    expect(await samples(bar, affine({ scale: 2, border: 'replicate' }))).toEqual([18, 23, 28, 33]);
  });
  it('slants about the middle: the top to the left, the left side up', async () => {
    expect(await samples(nine, affine({ shearX: 45 }))).toEqual([2, 3, 0, 4, 5, 6, 0, 7, 8]);
    expect(await samples(nine, affine({ shearY: 45 }))).toEqual([4, 2, 0, 7, 5, 3, 0, 8, 6]);
  });
});

describe('perspective', () => {
  it('takes the corners to their places, and the middle to where the diagonals cross', () => {
    const corners: readonly [Point, Point, Point, Point] = [
      [25, 0],
      [75, 0],
      [100, 60],
      [0, 60],
    ];
    const matrix = toQuad({ width: 100, height: 60 }, corners);
    const from: readonly Point[] = [
      [0, 0],
      [100, 0],
      [100, 60],
      [0, 60],
      [50, 30],
    ];
    // From (25, 0) to (100, 60) and from (75, 0) to (0, 60): they cross a third down.
    for (const [i, to] of [...corners, [50, 20] as const].entries()) {
      const [x, y] = move(matrix, from[i]!);
      expect(x).toBeCloseTo(to[0], 9);
      expect(y).toBeCloseTo(to[1], 9);
    }
  });
  it('shows the edges where the picture does not reach', async () => {
    const white = rasterOf({ width: 40, height: 40 }, 1, new Array(1600).fill(255));
    const corners = [
      [0.25, 0.25],
      [0.25, 0.25],
      [0.25, 0.25],
      [0.25, 0.25],
    ];
    const { data } = await apply(white, [step('image.perspective', { corners, border: 'constant', fill: [0, 0, 0] })]);
    expect(data.filter((v) => v === 255).length).toBe(400); // the middle quarter of the area
  });
});

describe('transpose', () => {
  it.each([
    ['diagonal', [1, 4, 2, 5, 3, 6]],
    ['antidiagonal', [6, 3, 5, 2, 4, 1]],
    ['left', [3, 6, 2, 5, 1, 4]],
    ['right', [4, 1, 5, 2, 6, 3]],
  ])('%s', async (turn, values) => {
    const turned = await apply(six, [step('image.transpose', { turn })]);
    expect([turned.width, turned.height, [...turned.data]]).toEqual([2, 3, values]);
  });
});

describe('resize', () => {
  const eight = rasterOf({ width: 4, height: 2 }, 1, [1, 2, 3, 4, 5, 6, 7, 8]);
  const resize = (width: number, height: number, fit: string) =>
    step('image.resize', { width, height, fit, fill: [99, 99, 99] });
  it('takes the mean where it shrinks', async () => {
    expect(await samples(eight, resize(2, 1, 'stretch'))).toEqual([4, 6]); // 14 / 4 and 22 / 4
    const checks = rasterOf(
      { width: 64, height: 64 },
      1,
      Array.from({ length: 4096 }, (_, i) => ((i + (i >> 6)) % 2) * 255),
    );
    expect(new Set(await samples(checks, resize(5, 5, 'stretch')))).toEqual(new Set([128]));
  });
  it('cuts off or adds a margin where the shapes differ', async () => {
    expect(await samples(eight, resize(2, 2, 'cover'))).toEqual([2, 3, 6, 7]);
    const margin = [99, 99, 99, 99];
    expect(await samples(eight, resize(4, 4, 'contain'))).toEqual([...margin, 1, 2, 3, 4, 5, 6, 7, 8, ...margin]);
  });
});

describe('pad', () => {
  const pad = (drawn: Record<string, unknown>) =>
    step('image.pad', {
      ...{ left: 0, right: 0, top: 0, bottom: 0, shape: 'free', resize: 'none', border: 'constant', fill: [9, 9, 9] },
      ...drawn,
    });
  it('adds whole pixels on each side', async () => {
    const padded = await apply(six, [pad({ left: 1 / 3, bottom: 0.5 })]);
    expect([padded.width, padded.height, [...padded.data]]).toEqual([4, 3, [9, 1, 2, 3, 9, 4, 5, 6, 9, 9, 9, 9]]);
  });
  it('makes square, the picture in the middle', async () => {
    expect(await samples(six, pad({ shape: 'square' }))).toEqual([1, 2, 3, 4, 5, 6, 9, 9, 9]);
    expect(await samples(bar, pad({ shape: 'square', border: 'replicate' }))).toEqual([
      10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40, 10, 20, 30, 40,
    ]);
  });
  it('zooms out within the size of the source', async () => {
    const white = rasterOf({ width: 8, height: 8 }, 1, new Array(64).fill(255));
    const half = await apply(white, [pad({ left: 1, bottom: 1, resize: 'source', fill: [0, 0, 0] })]);
    expect([half.width, half.data[7], half.data[0], half.data[63]]).toEqual([8, 255, 0, 0]);
  });
});

describe('elastic', () => {
  const field = (strength: number, key: number) => {
    const { drawn } = draw(transformOf('image.elastic'), { strength: [strength, strength], points: 8 }, key);
    const [operation] = transformOf('image.elastic').compile(drawn, { width: 100, height: 80 });
    return operation as Extract<ImageOperation, { kind: 'displace' }>;
  };
  it('moves each point evenly within its share of the distance to the next', () => {
    const shifts = Array.from({ length: 40 }, (_, key) => field(0.4, key)).flatMap((f) => [...f.dx, ...f.dy]);
    const most = 0.4 / 7;
    expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(most);
    const spread = Math.sqrt(shifts.reduce((sum, v) => sum + v * v, 0) / shifts.length);
    expect(spread / (most / Math.sqrt(3))).toBeCloseTo(1, 1); // standard deviation of an even law
  });
  it('never folds the picture over', () => {
    for (let key = 0; key < 10; key++) {
      const strongest = field(0.5, key);
      for (let y = 0.5; y < 80; y += 8) {
        let last = Number.NEGATIVE_INFINITY;
        for (let x = 0.5; x < 100; x++) {
          const [from] = sourceOf(strongest, { width: 100, height: 80 }, [x, y]);
          expect(from).toBeGreaterThan(last);
          last = from;
        }
      }
    }
  });
});

describe('crop that keeps objects', () => {
  const size = { width: 100, height: 80 };
  const windowOf = (drawn: Record<string, unknown>, boxes: readonly Box[]): Box => {
    const scene: Scene = { boxes: () => boxes, cutOuts: () => [] };
    const [operation] = transformOf('image.crop').compile(
      { area: 0.25, aspect: 1, x: 0, y: 0, resize: 'none', ...drawn },
      size,
      scene,
    );
    const { matrix, size: to } = operation as Extract<ImageOperation, { kind: 'geometry' }>;
    const [left, top] = [-matrix[2] / matrix[0] + 0, -matrix[5] / matrix[4] + 0];
    return { left, top, right: left + to.width / matrix[0], bottom: top + to.height / matrix[4] };
  };
  const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

  it('moves no further than it must', () => {
    expect(windowOf({ keepObjects: 1 }, [box(10, 10, 30, 30)])).toEqual(box(0, 0, 50, 40));
    expect(windowOf({ keepObjects: 1 }, [box(60, 10, 70, 30)])).toEqual(box(20, 0, 70, 40));
    expect(windowOf({ keepObjects: 1, x: 1, y: 1 }, [box(10, 10, 30, 30)])).toEqual(box(10, 10, 60, 50));
  });
  it('keeps the middle √v of each side: a quarter of the area is half of the sides', () => {
    // 60 to 80 keeps 65 to 75
    expect(windowOf({ keepObjects: 0.25 }, [box(60, 0, 80, 20)])).toEqual(box(25, 0, 75, 40));
  });
  it('grows evenly until all fit', () => {
    const grown = windowOf({ keepObjects: 1, resize: 'source' }, [box(10, 10, 20, 20), box(80, 60, 90, 70)]);
    // 80 of 50 wide, 60 of 40 high: × 1.6
    expect(grown.right - grown.left).toBeCloseTo(80, 9);
    expect(grown.bottom - grown.top).toBeCloseTo(64, 9);
    expect(grown.left).toBeCloseTo(10, 9);
    expect(grown.top).toBeCloseTo(6, 9);
  });
  it('cuts no object below the visibility, whatever was drawn', () => {
    for (let key = 0; key < 300; key++) {
      const v = (key % 10) / 10;
      const { drawn } = draw(transformOf('image.crop'), { scale: [0.05, 0.9], aspect: [0.5, 2], keepObjects: v }, key);
      const boxes = Array.from({ length: (key % 3) + 1 }, (_, i) => {
        const [left, top] = [(key * 37 + i * 29) % 80, (key * 17 + i * 41) % 60];
        return box(left, top, left + 3 + ((key * 7) % 17), top + 2 + ((key * 11) % 17));
      });
      for (const resize of ['none', 'source']) {
        const seen = windowOf({ ...drawn, resize }, boxes);
        for (const b of boxes) {
          const across = Math.min(b.right, seen.right) - Math.max(b.left, seen.left);
          const down = Math.min(b.bottom, seen.bottom) - Math.max(b.top, seen.top);
          const visible = (Math.max(0, across) * Math.max(0, down)) / ((b.right - b.left) * (b.bottom - b.top));
          expect(visible).toBeGreaterThanOrEqual(v - 1e-9);
        }
      }
    }
  });
  it('stays within the middle half of its room where there are no boxes', () => {
    expect(windowOf({ near: 'middle' }, [])).toEqual(box(13, 10, 63, 50)); // a quarter of 50 and 40, whole pixels
    expect(windowOf({ near: 'middle', x: 1, y: 1 }, [])).toEqual(box(38, 30, 88, 70));
    expect(windowOf({}, [])).toEqual(box(0, 0, 50, 40));
  });
});

describe('mixing by area', () => {
  const four = picture(4, 4, 1);
  const gray = rasterOf({ width: 4, height: 4 }, 1, new Array(16).fill(200));
  it('puts the rectangle over the same place, and weighs by its area', async () => {
    const area = { x: 0.5, y: 0, width: 0.5, height: 0.5 };
    const mixed = await apply(four, [step('image.cutmix', { partner: 'b', weight: 0.75, area })], gray);
    for (let i = 0; i < 16; i++) expect(mixed.data[i]).toBe(i % 4 >= 2 && i < 8 ? 200 : four.data[i]);
    for (let key = 0; key < 20; key++) {
      const { weight, area: drawn } = draw(transformOf('image.cutmix'), { weight: [0.3, 0.9] }, key).drawn as {
        weight: number;
        area: { x: number; y: number; width: number; height: number };
      };
      expect(1 - drawn.width * drawn.height).toBeCloseTo(weight, 4);
      expect(weight >= 0.299 && weight <= 0.901).toBe(true);
      expect(drawn.x + drawn.width <= 1 && drawn.y + drawn.height <= 1).toBe(true);
    }
  });
  it('makes four quarters, with a quarter of the label each', async () => {
    const { drawn } = draw(transformOf('image.mosaic'), { centre: [0.5, 0.5] });
    expect(drawn.mixes).toMatchObject([{ weight: 0.5 }, { weight: 0.666667 }, { weight: 0.75 }]);
    const one = rasterOf({ width: 4, height: 4 }, 1, [8, 8, 16, 16, 8, 8, 16, 16, ...new Array(8).fill(40)]);
    expect(await samples(one, { path: 'steps[0]', transform: 'image.mosaic', drawn })).not.toContain(12);
    const made = await apply(one, [{ path: 'steps[0]', transform: 'image.mosaic', drawn }], gray);
    expect([...made.data]).toEqual([8, 16, 200, 200, 40, 40, 200, 200, ...new Array(8).fill(200)]);
  });
});
