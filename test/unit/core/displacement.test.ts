import { describe, expect, it } from 'vitest';
import { type Displacement, displacementAt, displacePoint, sourceOf, splineTap } from '../../../src/core/displacement';

const field = (columns: number, rows: number, shift: (c: number, r: number) => number): Displacement => {
  const grid = Array.from({ length: columns * rows }, (_, k) => shift(k % columns, Math.floor(k / columns)));
  return { columns, rows, dx: grid, dy: grid.map((v) => -v / 2) };
};

describe('splines', () => {
  it('have the weights of the uniform cubic B-spline', () => {
    expect(splineTap(5, 0.25)).toEqual({ at: [0, 1, 2, 3], weights: [1 / 6, 4 / 6, 1 / 6, 0] }); // on the second point
    const { at, weights } = splineTap(5, 0.375); // half-way to the third
    expect(at).toEqual([0, 1, 2, 3]);
    for (const [k, w] of [1 / 48, 23 / 48, 23 / 48, 1 / 48].entries()) expect(weights[k]).toBeCloseTo(w, 12);
  });
  it('repeat the outermost points, and hold beyond them', () => {
    expect(splineTap(3, 0).at).toEqual([0, 0, 1, 2]);
    expect(splineTap(3, 1).at).toEqual([0, 1, 2, 2]);
    expect(splineTap(3, 7)).toEqual(splineTap(3, 1));
    expect(splineTap(1, 0.4).at).toEqual([0, 0, 0, 0]);
  });
});

describe('displacement', () => {
  it('is the same shift everywhere where the grid has one', () => {
    for (const [u, v] of [
      [0, 0],
      [0.3, 0.9],
      [1, 1],
    ] as const) {
      const [dx, dy] = displacementAt(
        field(4, 3, () => 0.06),
        u,
        v,
      );
      expect([dx, dy]).toEqual([expect.closeTo(0.06, 12), expect.closeTo(-0.03, 12)]);
    }
  });
  it('mixes by the weights of both directions', () => {
    const one = field(5, 5, (c, r) => (c === 2 && r === 2 ? 0.09 : 0));
    expect(displacementAt(one, 0.5, 0.5)[0]).toBeCloseTo(0.09 * (4 / 6) ** 2, 12);
    expect(displacementAt(one, 0.75, 0.5)[0]).toBeCloseTo((0.09 * (4 / 6)) / 6, 12);
    expect(displacementAt(one, 0.75, 0.25)[0]).toBeCloseTo(0.09 / 36, 12);
    expect(displacementAt(one, 1, 0.5)[0]).toBe(0);
  });
  it('is never beyond the largest shift, and smooth', () => {
    const wild = field(6, 5, (c, r) => 0.1 * (((c * 7 + r * 5) % 3) - 1));
    let before = displacementAt(wild, 0, 0.37)[0];
    for (let k = 1; k <= 500; k++) {
      const now = displacementAt(wild, k / 500, 0.37)[0];
      expect(Math.abs(now)).toBeLessThanOrEqual(0.1);
      expect(Math.abs(now - before)).toBeLessThan(0.003);
      before = now;
    }
  });
  it('is undone by the inverse', () => {
    const size = { width: 640, height: 480 };
    const some = field(5, 4, (c, r) => 0.03 * Math.sin(c * 2.1 + r * 1.3));
    for (const seen of [
      [0, 0],
      [320.5, 111.25],
      [640, 480],
      [17, 401],
    ] as const) {
      const [x, y] = displacePoint(some, size, sourceOf(some, size, seen));
      expect(Math.hypot(x - seen[0], y - seen[1])).toBeLessThan(0.005);
    }
  });
});
