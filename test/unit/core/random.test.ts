import { describe, expect, it } from 'vitest';
import { keyOf, randomFor, randomsUnder, rounded } from '../../../src/core/random';

const many = <T>(count: number, one: () => T): T[] => Array.from({ length: count }, one);
const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
const deviation = (list: readonly number[]) => Math.sqrt(mean(list.map((v) => (v - mean(list)) ** 2)));

describe('keys', () => {
  const first = (...key: (string | number)[]) => randomFor(...key).seed();
  it('give the same numbers always: a change here redraws every run', () => {
    const random = randomFor(7, 0, 'train/cat/a.jpg', 1, 'image.rotate', 0);
    expect(many(3, () => random.seed())).toMatchInlineSnapshot(`
      [
        4294709973,
        2994977027,
        229085798,
      ]
    `);
    expect(randomFor(7, 0, 'train/cat/a.jpg', 1, 'image.rotate', 0).uniform()).toBe(
      randomFor(7, 0, 'train/cat/a.jpg', 1, 'image.rotate', 0).uniform(),
    );
  });
  it('read in two parts give the numbers of the whole', () => {
    const under = randomsUnder(7, 0, 'train/cafe\u0301.jpg', 1);
    for (const rest of [['image.rotate', 0], ['image.flip', 2], ['']]) {
      expect(under(keyOf(...rest)).seed()).toBe(first(7, 0, 'train/caf\u00e9.jpg', 1, ...rest));
    }
  });
  it('differ in every part', () => {
    const keys = [
      [7, 0, 'a', 1],
      [8, 0, 'a', 1],
      [7, 1, 'a', 1],
      [7, 0, 'b', 1],
      [7, 0, 'a', 2],
      [70, 'a', 1],
      [7, 0, 'a1'],
    ];
    expect(new Set(keys.map((key) => first(...key))).size).toBe(keys.length);
  });
  it('give the second normal number also where the first one is left out', () => {
    const [both, skipping] = [randomFor(3, 'noise'), randomFor(3, 'noise')];
    both.normal();
    skipping.skipNormal();
    expect(skipping.normal()).toBe(both.normal());
  });
  it('do not depend on how an accent is written', () => {
    expect(first('r\u00e9sum\u00e9')).toBe(first('re\u0301sume\u0301'));
  });
  it('of neighbouring variants have nothing in common', () => {
    const a = Array.from({ length: 4000 }, (_, k) => randomFor(1, 'x', k).uniform() - 0.5);
    expect(Math.abs(mean(a.slice(1).map((v, i) => v * a[i]!)) * 12)).toBeLessThan(0.05);
    expect(Math.abs(mean(a))).toBeLessThan(0.02);
  });
});

describe('numbers', () => {
  const random = randomFor('numbers');
  it('are even, and whole numbers include both ends', () => {
    const list = many(20_000, () => random.uniform());
    expect(Math.min(...list) >= 0 && Math.max(...list) < 1).toBe(true);
    expect(mean(list)).toBeCloseTo(0.5, 1);
    expect(deviation(list)).toBeCloseTo(Math.sqrt(1 / 12), 2);
    const dice = many(6000, () => random.integer([1, 6]));
    for (let face = 1; face <= 6; face++) expect(dice.filter((d) => d === face).length).toBeGreaterThan(850);
    expect(new Set(dice).size).toBe(6);
    expect(new Set(many(200, () => random.choose(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']));
  });
  it('between two ends are rounded, but never out of the range, and never -0', () => {
    for (const v of many(500, () => random.between([0.123456, 0.1238], 3)))
      expect(v >= 0.123456 && v <= 0.1238).toBe(true);
    expect(random.between([0.123456, 0.123456], 2)).toBe(0.123456);
    expect(many(300, () => random.between([-0.004, 0.004], 2)).every((v) => Object.is(v, 0))).toBe(true);
    expect(rounded(-6.4249, 2)).toBe(-6.42);
  });
  it('are gaussian', () => {
    const list = many(20_000, () => random.normal());
    expect(Math.abs(mean(list))).toBeLessThan(0.03);
    expect(Math.abs(deviation(list) - 1)).toBeLessThan(0.02);
  });
  it.each([
    [0.2, 0.2],
    [1, 1],
    [2, 5],
    [0.01, 0.01],
  ])('are Beta(%d, %d)', (a, b) => {
    const list = many(20_000, () => random.beta(a, b));
    expect(list.every((v) => v >= 0 && v <= 1)).toBe(true);
    expect(Math.abs(mean(list) - a / (a + b))).toBeLessThan(0.015);
    expect(Math.abs(deviation(list) ** 2 - (a * b) / ((a + b) ** 2 * (a + b + 1)))).toBeLessThan(0.006);
  });
});
