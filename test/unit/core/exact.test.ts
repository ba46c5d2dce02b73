import { describe, expect, it } from 'vitest';
import { cosDegrees, exp, log, power, sinCosDegrees } from '../../../src/core/exact';

/** Largest relative difference over a spread of arguments. */
function worst(ours: (x: number) => number, theirs: (x: number) => number, low: number, high: number): number {
  let most = 0;
  for (let i = 0; i <= 5000; i++) {
    const x = low + ((high - low) * i) / 5000;
    const truth = theirs(x);
    most = Math.max(most, Math.abs(ours(x) - truth) / Math.max(Math.abs(truth), Number.MIN_VALUE));
  }
  return most;
}

describe('against Math, which is right to a unit in the last place', () => {
  it('log', () => {
    expect(worst(log, Math.log, 1e-10, 0.999)).toBeLessThan(1e-15);
    expect(worst(log, Math.log, 1.001, 50)).toBeLessThan(1e-15);
    expect(worst(log, Math.log, 1e-300, 1e300)).toBeLessThan(1e-15);
    expect(log(1)).toBe(0);
  });
  it('exp', () => {
    expect(worst(exp, Math.exp, -20, 20)).toBeLessThan(1e-15);
    expect(worst(exp, Math.exp, -690, 690)).toBeLessThan(1e-15);
    expect([exp(0), exp(-5000), exp(5000)]).toEqual([1, 0, Number.POSITIVE_INFINITY]);
  });
  it('power', () => {
    expect(
      worst(
        (y) => power(2, y),
        (y) => 2 ** y,
        -3,
        3,
      ),
    ).toBeLessThan(1e-15);
    expect(power(2 ** -32, 1000)).toBe(0);
  });
  it('sine and cosine', () => {
    const radians = (degrees: number) => (degrees / 180) * Math.PI;
    for (let degrees = -720; degrees <= 720; degrees += 0.37) {
      const [s, c] = sinCosDegrees(degrees);
      expect(cosDegrees(degrees)).toBe(c);
      // Absolute: near a multiple of 90 it is Math that rounds its argument.
      expect(Math.abs(s - Math.sin(radians(degrees)))).toBeLessThan(4e-15);
      expect(Math.abs(c - Math.cos(radians(degrees)))).toBeLessThan(4e-15);
      expect(Math.abs(s * s + c * c - 1)).toBeLessThan(1e-15);
    }
    expect(
      worst(
        (x) => sinCosDegrees(x)[0],
        (x) => Math.sin(radians(x)),
        1,
        44,
      ),
    ).toBeLessThan(1e-15);
    for (const [degrees, sine, cosine] of [
      [0, 0, 1],
      [90, 1, 0],
      [180, 0, -1],
      [-90, -1, 0],
      [450, 1, 0],
    ] as const) {
      const [s, c] = sinCosDegrees(degrees);
      expect([s + 0, c + 0]).toEqual([sine, cosine]);
    }
  });
});
