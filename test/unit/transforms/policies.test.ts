import { describe, expect, test } from 'vitest';
import { move } from '../../../src/core/geometry';
import { cannotFollow, motionOf } from '../../../src/core/motions';
import { autoAugmentPolicies } from '../../../src/core/policies/auto-augment';
import { type PolicyStep, policyOperations } from '../../../src/core/policies/operations';
import { augMixSpace, policyStep, randAugmentSpace, trivialAugmentSpace } from '../../../src/core/policies/spaces';
import { recipeMotions } from '../../../src/core/recipe-motions';
import { catalogue } from '../../../src/transforms/index';
import { draw, rasterOf, transformOf } from '../image/pictures';
import { samples, step } from './steps';

const border = { border: 'constant', fill: [128, 128, 128] } as const;
const after = (steps: readonly PolicyStep[], pixels: readonly number[]) =>
  samples(
    rasterOf({ width: pixels.length / 3, height: 1 }, 3, pixels),
    step('image.randAugment', { steps, ...border }),
  );

test('the published policies: 25 pairs each, sums of their chances and strengths as in the tables', () => {
  // added up by hand over torchvision's tables, an operation without a strength counting nothing
  const sums = Object.entries(autoAugmentPolicies).map(([name, pairs]) => {
    const entries = pairs.flat();
    const chances = Math.round(10 * entries.reduce((sum, [, chance]) => sum + chance, 0));
    return [name, pairs.length, chances, entries.reduce((sum, [, , ninths = 0]) => sum + ninths, 0)];
  });
  expect(sums).toEqual([
    ['imagenet', 25, 310, 159],
    ['cifar10', 25, 265, 187],
    ['svhn', 25, 329, 143],
  ]);
  expect(autoAugmentPolicies.imagenet[0]).toEqual([
    ['posterize', 0.4, 8],
    ['rotate', 0.6, 9],
  ]);
  expect(autoAugmentPolicies.cifar10[3]).toEqual([
    ['shearY', 0.5, 8],
    ['translateY', 0.7, 9],
  ]);
  expect(autoAugmentPolicies.svhn[24]).toEqual([
    ['shearX', 0.7, 2],
    ['invert', 0.1],
  ]);
});

describe('strengths, as torchvision counts them', () => {
  test.each([
    // 10 steps from 0 to the most: entry 8 of posterize is 8 − 8/2.25 = 4.4 bits, entry 5 of solarize 1 − 5/9
    [randAugmentSpace, 'posterize', 8 / 9, false, { by: 4 }],
    [randAugmentSpace, 'solarize', 5 / 9, false, { by: 0.4444 }],
    [randAugmentSpace, 'rotate', 9 / 9, true, { by: -30 }],
    [randAugmentSpace, 'shearX', 9 / 30, false, { by: 0.09 }],
    [randAugmentSpace, 'translateX', 9 / 30, true, { by: -0.136 }], // 150/331 × 0.3
    [randAugmentSpace, 'color', 8 / 9, false, { by: 0.8 }],
    [trivialAugmentSpace, 'translateY', 0.5, false, { by: 16, pixels: true }],
    [trivialAugmentSpace, 'posterize', 1, false, { by: 2 }],
    [trivialAugmentSpace, 'rotate', 1, false, { by: 135 }],
    [augMixSpace, 'posterize', 0.3, false, { by: 3 }], // 4 − int(3 × 4 / 10)
    [augMixSpace, 'equalize', 0.3, true, {}],
  ] as const)('%# %s', (space, operation, magnitude, turned, expected) => {
    expect(policyStep(space, operation, magnitude, turned)).toEqual({ operation, ...expected });
  });
});

test('what each does to a pixel', async () => {
  expect(await after([{ operation: 'brightness', by: -0.3 }], [100, 200, 0])).toEqual([70, 140, 0]);
  // gray of 100, 200, 0: 29.9 + 117.4 = 147.3; half of the way to it
  expect(await after([{ operation: 'color', by: -0.5 }], [100, 200, 0])).toEqual([124, 174, 74]);
  // the mean of gray 50 and 150 is 100: 100 ± 1.4 · 50
  expect(await after([{ operation: 'contrast', by: 0.4 }], [50, 50, 50, 150, 150, 150])).toEqual([
    30, 30, 30, 170, 170, 170,
  ]);
  expect(await after([{ operation: 'posterize', by: 3 }], [100, 31, 255])).toEqual([96, 0, 224]);
  expect(await after([{ operation: 'solarize', by: 0.5 }], [127, 128, 255])).toEqual([127, 127, 0]);
  expect(await after([{ operation: 'autoContrast' }], [50, 50, 50, 101, 101, 101])).toEqual([0, 0, 0, 255, 255, 255]);
  expect(await after([{ operation: 'invert' }], [0, 100, 255])).toEqual([255, 155, 0]);
  expect(await after([{ operation: 'translateX', by: 1.9, pixels: true }], [1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([
    128, 128, 128, 1, 2, 3, 4, 5, 6,
  ]);
});

test('places move by what the paper says, from the top left corner', () => {
  const size = { width: 100, height: 50 };
  const moved = (one: PolicyStep) => {
    const [operation] = policyOperations([one], border, size);
    return operation?.kind === 'geometry' ? move(operation.matrix, [40, 20]) : undefined;
  };
  expect(moved({ operation: 'shearX', by: 0.3 })).toEqual([46, 20]);
  expect(moved({ operation: 'shearY', by: -0.25 })).toEqual([40, 10]);
  expect(moved({ operation: 'translateX', by: -0.136 })).toEqual([27, 20]); // 13.6 px, the part of a pixel left out
  expect(moved({ operation: 'translateY', by: 0.2 })).toEqual([40, 30]);
});

test('RandAugment takes each of its fourteen about as often', () => {
  const counts = new Map<string, number>();
  for (let key = 0; key < 700; key++) {
    const { steps } = draw(transformOf('image.randAugment'), { operations: [2, 2] }, key).drawn;
    for (const { operation } of steps as PolicyStep[]) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  }
  expect(counts.size).toBe(14);
  for (const [name, count] of counts) expect(Math.abs(count - 100), name).toBeLessThan(40); // 4 standard deviations
});

test('AutoAugment: an operation happens as often as its chance', () => {
  let turns = 0;
  for (let key = 0; key < 1000; key++) {
    const { steps } = draw(transformOf('image.autoAugment'), { policy: 'imagenet' }, key).drawn;
    if ((steps as PolicyStep[]).some(({ operation }) => operation === 'rotate')) turns++;
  }
  // chances of rotate, added up: 0.6 + 0.8 + 0.2 + 0.8 + 0.4 + 0.8 = 3.6 of 25
  expect(Math.abs(turns / 1000 - 3.6 / 25)).toBeLessThan(0.045);
});

test('AugMix: own · picture + the weighted copies, and weights that sum to 1', async () => {
  const drawn = {
    share: 0.5,
    chains: [
      { weight: 0.4, steps: [{ operation: 'posterize', by: 2 }] },
      { weight: 0.6, steps: [{ operation: 'solarize', by: 0.5 }] },
    ],
    ...border,
  };
  // 200: half of it, 0.2 of 192 and 0.3 of 55; 100: half of it, 0.2 of 64 and 0.3 of 100
  const pixels = await samples(rasterOf({ width: 1, height: 1 }, 3, [200, 100, 0]), step('image.augMix', drawn));
  expect(pixels).toEqual([Math.round(100 + 38.4 + 16.5), Math.round(50 + 12.8 + 30), 0]);
  for (let key = 0; key < 50; key++) {
    const { chains } = draw(transformOf('image.augMix'), { chains: 8 }, key).drawn;
    const sum = (chains as { weight: number }[]).reduce((total, { weight }) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 9);
  }
});

test('AugMix that moves copies is refused where labels say places; of colours alone it is not', () => {
  const motions = (changes: string) => [
    ...recipeMotions(
      { version: 1, modality: 'image', seed: 1, variants: 1, steps: [{ transform: 'image.augMix', changes }] },
      catalogue,
    ).keys(),
  ];
  expect(motions('colors')).toEqual([]);
  expect(motions('all')).toEqual(['blend']);
  expect(cannotFollow('objects', 'blend')).toMatch(/seen in several places/);
  expect(cannotFollow('mask', 'blend')).toMatch(/one class a pixel/);
  expect(cannotFollow('class', 'blend')).toBeUndefined();
  const still = { kind: 'blend', own: 0.5, copies: [{ weight: 0.5, operations: [] }] } as const;
  expect(motionOf(still)).toBeUndefined();
});

test('what was drawn is said in words', () => {
  const words = (steps: readonly PolicyStep[]) => transformOf('image.randAugment').describe({ steps, ...border });
  expect(
    words([
      { operation: 'shearX', by: 0.14 },
      { operation: 'posterize', by: 4 },
    ]),
  ).toBe('shear x 8°, posterize to 4 bits');
  expect(words([{ operation: 'identity' }, { operation: 'rotate', by: -9 }])).toBe('rotate −9°');
  expect(words([{ operation: 'solarize', by: 0.5 }])).toBe('solarize from level 128');
});
