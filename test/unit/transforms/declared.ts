import { expect, it } from 'vitest';
import { checkParameter } from '../../../src/core/parameter-check';
import { type Parameter, withDefaults } from '../../../src/core/parameters';
import { type Random, randomFor } from '../../../src/core/random';
import { type TransformBase, transformInfo } from '../../../src/core/transform';
import { summarizeStep } from '../../../src/core/values';
import { draw, facts } from '../image/pictures';

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
      return ['sounds'];
  }
}

/** The value sets of a sweep: each parameter at each of its extremes, the others at their defaults. */
export const variations = (t: TransformBase): readonly Record<string, unknown>[] =>
  Object.entries(t.parameters).flatMap(([name, p]) => extremes(p).map((value) => ({ [name]: value })));

/** The values that change nothing, where every drawn number has such a value; else undefined. */
export function neutral(t: TransformBase): Record<string, unknown> | undefined {
  const ranges = Object.entries(t.parameters).filter(([, p]) => p.kind === 'range');
  if (ranges.length === 0 || ranges.some(([, p]) => p.kind === 'range' && p.neutral === undefined)) return undefined;
  return Object.fromEntries(ranges.map(([name, p]) => [name, p.kind === 'range' && [p.neutral, p.neutral]]));
}

function counting(random: Random): Random & { count(): number } {
  let calls = 0;
  return new Proxy(random as Random & { count(): number }, {
    get(_, name: keyof Random | 'count') {
      if (name === 'count') return () => calls;
      calls++;
      return (random[name] as (...args: never[]) => unknown).bind(random); // what it calls in turn is not counted
    },
  });
}

/** Values with which a transform draws most, and how many different draws twenty keys give at least. */
export type Most = readonly [values: Readonly<Record<string, unknown>>, draws: number];

const mostOf = (t: TransformBase): Most => {
  if ('axis' in t.parameters) return [{ axis: 'either' }, 2];
  return [{}, Object.values(t.parameters).some((p) => p.kind === 'range') ? 5 : 1];
};

/** What every transform keeps, whatever its kind of data. */
export function itIsDeclared(id: string, t: TransformBase, [most, draws]: Most = mostOf(t)): void {
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

  it('draws the same for the same key, and what survives JSON', () => {
    for (const values of [{}, ...variations(t)]) {
      const { drawn } = draw(t, values, 'k');
      expect(draw(t, values, 'k').drawn).toEqual(drawn);
      expect(JSON.parse(JSON.stringify(drawn))).toStrictEqual(drawn);
    }
    const keys = Array.from({ length: 20 }, (_, key) => JSON.stringify(draw(t, most, key).drawn));
    expect(new Set(keys).size).toBeGreaterThanOrEqual(draws);
  });

  it('takes the same number of random numbers whatever the values', () => {
    const calls = (values: Record<string, unknown>) => {
      const random = counting(randomFor(id));
      t.draw(withDefaults(t.parameters, { folder: 'sounds', ...values }), random, {
        ...facts,
        partner: (r) => `p${r.uniform()}`,
      });
      return random.count();
    };
    for (const values of variations(t)) expect(calls(values), JSON.stringify(values)).toBe(calls({}));
  });

  it('gives every value of its range, and none outside', () => {
    for (const [name, p] of Object.entries(t.parameters)) {
      if (p.kind !== 'range') continue;
      const fixed = (low: number) => JSON.stringify(draw(t, { ...most, [name]: [low, low] }, 3).drawn);
      expect(fixed(p.min), name).not.toBe(fixed(p.max));
    }
  });
}
