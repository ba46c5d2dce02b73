import { describe, expect, it } from 'vitest';
import { permutation } from '../../../src/core/permutation';

const orderOf = (count: number, ...key: readonly (string | number)[]): readonly number[] =>
  Array.from({ length: count }, (_, place) => permutation(count, ...key)(place));

describe('permutation', () => {
  it.each([1, 2, 3, 4, 5, 16, 17, 100, 1000])('of %i takes each item once', (count) => {
    expect([...orderOf(count, 7, 0)].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  it('depends on the key alone', () => {
    expect(orderOf(100, 7, 1)).toEqual(orderOf(100, 7, 1));
    expect(orderOf(100, 7, 1)).not.toEqual(orderOf(100, 7, 2));
  });

  it('leaves few items near where they were', () => {
    const near = orderOf(1000, 7, 0).filter((item, place) => Math.abs(item - place) < 10);
    expect(near.length).toBeLessThan(60); // by chance about 19
  });
});
