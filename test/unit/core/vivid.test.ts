import { expect, test } from 'vitest';
import type { RangeParameter } from '../../../src/core/parameters';
import { vividValues } from '../../../src/core/vivid';

const range = (low: number, high: number, neutral?: number): RangeParameter => ({
  ...{ kind: 'range', title: 'x', min: -180, max: 180, slider: [-45, 45], step: 1, neutral, default: [low, high] },
});

test('a range is fixed at the end that is farther from what changes nothing; all else keeps its default', () => {
  const values = vividValues({
    degrees: range(-10, 10, 0),
    scale: range(0.8, 1, 1),
    sigma: range(2, 6, 0),
    quality: range(30, 80),
    border: { kind: 'choice', title: 'x', options: { reflect: 'Reflect' }, default: 'reflect' },
  });
  expect(values).toEqual({ degrees: [10, 10], scale: [0.8, 0.8], sigma: [6, 6] });
});
