import { type DrawnBorder, drawnBorder } from '../../core/borders';
import { imageTransform } from '../../core/image';
import { type PolicyStep, policyOperations, policyWords } from '../../core/policies/operations';
import { policyBorder } from '../../core/policies/parameters';
import { drawPolicyStep, randAugmentSpace } from '../../core/policies/spaces';
import { randomFor } from '../../core/random';

type Drawn = DrawnBorder & { readonly magnitude: number; readonly steps: readonly PolicyStep[] };

const most = 10;

/** A few operations out of fourteen, all of one strength. */
export const randAugment = imageTransform({
  id: 'image.randAugment',
  title: 'RandAugment',
  summary: 'Draws a few changes of colour and place out of fourteen, all of one strength. Labels move along.',
  family: 'Policies',
  follows: 'RandAugment (Cubuk et al. 2020) in torchvision v2’s numbers: 2 of 14, magnitude 9 of 30',
  aliases: ['RandAugment', 'RandomAugment', 'rand_augment', 'timm', 'policy', 'auto augmentation'],
  noun: 'RandAugment',
  row: '{operations} of strength {magnitude}',
  parameters: {
    operations: {
      kind: 'range',
      title: 'Operations',
      min: 0,
      max: most,
      slider: [0, 4],
      step: 1,
      neutral: 0,
      integer: true,
      unit: 'operations',
      one: 'operation',
      default: [2, 2],
    },
    magnitude: {
      kind: 'range',
      title: 'Strength',
      help: 'Of 30: at 30 it turns by 30°, slants by 17°, moves by 45 % and leaves 4 bits.',
      min: 0,
      max: 30,
      slider: [0, 30],
      step: 1,
      default: [9, 9],
    },
    ...policyBorder,
  },
  draw({ operations, magnitude, border, fill }, random): Drawn {
    const [count, strength] = [random.integer(operations), random.between(magnitude, 2)];
    const seeds = Array.from({ length: most }, () => random.seed());
    const steps = seeds.slice(0, count).map((seed) => drawPolicyStep(randAugmentSpace, strength / 30, randomFor(seed)));
    return { magnitude: strength, steps, ...drawnBorder(border, fill) };
  },
  describe: ({ steps }) => policyWords(steps),
  compile: ({ steps, ...border }, size) => policyOperations(steps, border, size),
});
