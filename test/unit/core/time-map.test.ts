import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../src/core/random';
import {
  keepsTime,
  keptShare,
  momentBehind,
  moveMoment,
  moveSpan,
  reverseTime,
  sameTime,
  scaleTime,
  shiftTime,
  stretchTime,
  type TimeMap,
  thenTime,
  trimTime,
} from '../../../src/core/time-map';

describe('one map', () => {
  it('shifts, and brings in at one end what leaves at the other', () => {
    const later = shiftTime(10, 3, 'wrap');
    expect(moveSpan(later, [0, 2])).toEqual([[3, 5]]);
    expect(moveSpan(later, [6, 9])).toEqual([
      [0, 2],
      [9, 10],
    ]);
    expect(moveMoment(later, 7)).toBe(0);
    expect(moveMoment(shiftTime(10, -3, 'wrap'), 1)).toBe(8);
    expect(moveSpan(shiftTime(10, -13, 'wrap'), [4, 5])).toEqual([[1, 2]]);
    expect(moveSpan(later, [0, 10])).toEqual([[0, 10]]);
  });
  it('shifts, and cuts what leaves', () => {
    const later = shiftTime(10, 3, 'cut');
    expect(moveSpan(later, [6, 9])).toEqual([[9, 10]]);
    expect(moveSpan(later, [8, 9])).toEqual([]);
    expect([moveMoment(later, 8), keptShare(later, [6, 9])]).toEqual([undefined, 1 / 3]);
    expect(moveSpan(shiftTime(10, -4, 'cut'), [3, 6])).toEqual([[0, 2]]);
    expect(shiftTime(10, 12, 'cut').pieces).toEqual([]);
  });
  it('stretches, reverses and trims', () => {
    expect(moveSpan(stretchTime(10, 5), [2, 6])).toEqual([[1, 3]]);
    expect(moveMoment(stretchTime(10, 5), 10)).toBe(5);
    expect(moveSpan(reverseTime(10), [2, 6])).toEqual([[4, 8]]);
    expect([moveMoment(reverseTime(10), 0), moveMoment(reverseTime(10), 10)]).toEqual([10, 0]);
    expect(moveSpan(trimTime(10, 3, 7), [1, 5])).toEqual([[0, 2]]);
    expect(trimTime(10, 3, 7).length).toBe(4);
    expect(trimTime(10, 8, 3)).toMatchObject({ length: 0, pieces: [] });
  });
  it('knows when it changes nothing, and survives emptiness', () => {
    expect([sameTime(5), shiftTime(5, 0, 'wrap'), stretchTime(5, 5), sameTime(0)].map(keepsTime)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([shiftTime(5, 1, 'wrap'), reverseTime(5), trimTime(5, 0, 4)].map(keepsTime)).toEqual([false, false, false]);
    for (const empty of [shiftTime(0, 3, 'wrap'), stretchTime(0, 0), reverseTime(0)]) {
      expect([empty.length, empty.pieces, moveSpan(empty, [0, 1])]).toEqual([0, [], []]);
    }
  });
  it('is the same map in seconds', () => {
    const seconds = scaleTime(thenTime(shiftTime(8000, 800, 'cut'), stretchTime(8000, 4000)), 1 / 8000);
    expect(moveSpan(seconds, [0.2, 0.4])).toEqual([[expect.closeTo(0.15, 9), expect.closeTo(0.25, 9)]]);
  });
});

/** Every map as what it does to samples one by one. */
type Kind = 'shift' | 'cut' | 'reverse' | 'trim' | 'stretch';
function made(kind: Kind, length: number, n: number): readonly [TimeMap, (source: readonly number[]) => number[]] {
  const at = (i: number) => (source: readonly number[]) => source[i];
  if (kind === 'shift') {
    return [shiftTime(length, n, 'wrap'), (s) => s.map((_, i) => at((((i - n) % length) + length) % length)(s)!)];
  }
  if (kind === 'cut') return [shiftTime(length, n, 'cut'), (s) => s.map((_, i) => s[i - n] ?? -1)];
  if (kind === 'reverse') return [reverseTime(length), (s) => [...s].reverse()];
  if (kind === 'trim') return [trimTime(length, n, length - 1), (s) => s.slice(n, length - 1)];
  return [stretchTime(length, length * 2), (s) => s.flatMap((v) => [v, v])];
}

it('does to every sample what its steps do one by one', () => {
  const random = randomFor('time maps');
  for (let round = 0; round < 300; round++) {
    let samples = Array.from({ length: random.integer([3, 12]) }, (_, i) => i);
    let map = sameTime(samples.length);
    const length = samples.length;
    for (let n = random.integer([1, 4]); n > 0 && samples.length > 2; n--) {
      const kind = random.choose<Kind>(['shift', 'cut', 'reverse', 'trim', 'stretch']);
      const [next, apply] = made(kind, samples.length, kind === 'trim' ? 1 : random.integer([-3, 3]));
      map = thenTime(map, next);
      samples = apply(samples);
    }
    expect(map.length).toBe(samples.length);
    for (const [i, sample] of samples.entries()) {
      const behind = momentBehind(map, i + 0.5); // the middle of a sample lies within its source sample
      expect(behind === undefined ? -1 : Math.floor(behind)).toBe(sample);
    }
    // where a source sample went: all places that show it, no others
    for (let source = 0; source < length; source++) {
      const places = moveSpan(map, [source, source + 1]);
      const shown = places.reduce((sum, [a, b]) => sum + b - a, 0);
      expect(shown).toBeCloseTo(samples.filter((v) => v === source).length, 9);
    }
  }
});
