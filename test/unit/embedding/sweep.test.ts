import { describe, expect, it } from 'vitest';
import { changedValues, chosenFeatures, type EmbeddingOperation } from '../../../src/core/embedding';
import { randomFor } from '../../../src/core/random';
import { embeddingCatalogue as catalogue } from '../../../src/transforms/index';
import { draw } from '../image/pictures';
import { itIsDeclared, neutral, variations } from '../transforms/declared';

const values = Float64Array.of(1, -2, 3.5, 0, 8, -0.25);
const scales = { mean: Float64Array.of(1, 2, 3, 4, 5, 6), deviation: Float64Array.of(1, 2, 0, 4, 0.5, 10) };
const other = Float64Array.of(3, 2, 1, 0, -1, -2);
const apply = (operations: readonly EmbeddingOperation[], from = values) =>
  changedValues(from, operations, scales, () => other);

it('has what the source asks for', () => {
  expect([...catalogue.keys()]).toEqual(['embedding.noise', 'embedding.mixup', 'embedding.dropout']);
});

describe.each([...catalogue.values()].map((t) => [t.id, t] as const))('%s', (id, t) => {
  itIsDeclared(id, t);

  it('does something by default, says what, and leaves its input alone', () => {
    const { drawn } = draw(t);
    const once = apply(t.compile(drawn));
    expect([...once]).not.toEqual([...values]);
    expect([...apply(t.compile(drawn))]).toEqual([...once]);
    expect([...values]).toEqual([1, -2, 3.5, 0, 8, -0.25]);
    expect(t.describe(drawn)).not.toMatch(/undefined|NaN|^$/);
  });

  it('changes nothing with neutral values', () => {
    const { drawn } = draw(t, neutral(t)!);
    expect([...apply(t.compile(drawn))]).toEqual([...values]);
    expect(t.describe(drawn)).toBe('');
  });

  it('gives finite numbers at both ends of every parameter, for one feature and for many', () => {
    for (const given of variations(t)) {
      for (const length of [1, 6]) {
        const { drawn } = draw(t, given);
        const made = changedValues(values.slice(0, length), t.compile(drawn), scales, () => other.slice(0, length));
        expect(made.length).toBe(length);
        expect(made.every(Number.isFinite)).toBe(true);
      }
    }
  });
});

describe('numbers by hand', () => {
  it('noise: the chosen features move by sigma times their own deviation, the others and constant ones stay', () => {
    const noise = (share: number, sigma: number) => apply([{ kind: 'noise', share, sigma, seed: 5 }]);
    const normals = randomFor(5, 'noise');
    const steps = Array.from({ length: 6 }, () => normals.normal());
    for (const [i, value] of noise(1, 0.5).entries()) {
      expect(value).toBeCloseTo(values[i]! + 0.5 * steps[i]! * scales.deviation[i]!, 12);
    }
    expect(noise(1, 0.5)[2]).toBe(3.5); // its deviation is 0
    const half = noise(0.5, 0.5);
    expect([...half].filter((value, i) => value === noise(1, 0.5)[i] && i !== 2).length).toBeGreaterThanOrEqual(2);
    expect([...half].filter((value, i) => value !== values[i]).length).toBeLessThanOrEqual(3);
  });

  it('noise has the deviation that it says, over many rows', () => {
    let squares = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const [value] = changedValues(
        Float64Array.of(0),
        [{ kind: 'noise', share: 1, sigma: 0.25, seed }],
        { mean: Float64Array.of(0), deviation: Float64Array.of(4) },
        () => other,
      );
      squares += value! ** 2;
    }
    expect(Math.sqrt(squares / 2000)).toBeGreaterThan(0.95);
    expect(Math.sqrt(squares / 2000)).toBeLessThan(1.05);
  });

  it('mixup: weight · this + (1 − weight) · partner, and no other length', () => {
    expect([...apply([{ kind: 'mix', partner: 'b', weight: 0.75 }])]).toEqual([1.5, -1, 2.875, 0, 5.75, -0.6875]);
    const short = () =>
      changedValues(values, [{ kind: 'mix', partner: 'b.npy#3', weight: 0.5 }], scales, () => other.slice(1));
    expect(short).toThrow('b.npy#3 has 5 features, and this row has 6');
  });

  it('dropout: zero or the mean; the others as they are, or divided by what is left', () => {
    const drop = (to: 'zero' | 'mean', rescale: boolean) => apply([{ kind: 'drop', share: 0.5, to, rescale, seed: 9 }]);
    const taken = chosenFeatures(6, 0.5, 9);
    expect(taken.filter((one) => one === 1).length).toBe(3);
    expect([...drop('zero', false)]).toEqual([...values].map((v, i) => (taken[i] ? 0 : v)));
    expect([...drop('mean', false)]).toEqual([...values].map((v, i) => (taken[i] ? scales.mean[i] : v)));
    expect([...drop('zero', true)]).toEqual([...values].map((v, i) => (taken[i] ? 0 : v * 2)));
  });

  it('chooses other features for another row, and keeps those of a smaller share', () => {
    const of = (share: number, seed: number) =>
      [...chosenFeatures(40, share, seed)].flatMap((one, i) => (one ? [i] : []));
    expect(of(0.25, 1)).toHaveLength(10);
    expect(of(0.25, 1)).not.toEqual(of(0.25, 2));
    expect(of(0.5, 1)).toEqual(expect.arrayContaining(of(0.25, 1)));
    const ranks = randomFor(1, 'features');
    const byRank = Array.from({ length: 40 }, (_, i) => [ranks.seed(), i] as const).sort((a, b) => a[0] - b[0]);
    expect(of(0.25, 1)).toEqual(
      byRank
        .slice(0, 10)
        .map(([, i]) => i)
        .sort((a, b) => a - b),
    );
    expect([of(0, 1).length, of(0.001, 1).length, of(1, 1).length]).toEqual([0, 1, 40]);
  });
});
