import { type DrawnBorder, drawnBorder } from '../../core/borders';
import { imageTransform } from '../../core/image';
import { autoAugmentPolicies } from '../../core/policies/auto-augment';
import { type PolicyStep, policyOperations, policyWords } from '../../core/policies/operations';
import { policyBorder } from '../../core/policies/parameters';
import { policyStep, randAugmentSpace } from '../../core/policies/spaces';

type Drawn = DrawnBorder & { readonly steps: readonly PolicyStep[] };

/** One of the 25 pairs of a policy that was found by search. */
export const autoAugment = imageTransform({
  id: 'image.autoAugment',
  title: 'AutoAugment',
  summary: 'Draws one pair out of a policy that was found for ImageNet, CIFAR-10 or SVHN. Labels move along.',
  family: 'Policies',
  follows: 'AutoAugment (Cubuk et al. 2019), its published policies; torchvision v2 AutoAugment',
  aliases: ['AutoAugment', 'AutoAugmentPolicy', 'auto_augment', 'policy', 'ImageNet', 'CIFAR10', 'SVHN'],
  noun: 'AutoAugment',
  row: 'of {policy}',
  parameters: {
    policy: {
      kind: 'choice',
      title: 'Policy',
      help: 'The dataset that it was found for: photos, small photos, house numbers.',
      options: { imagenet: 'ImageNet', cifar10: 'CIFAR-10', svhn: 'SVHN' },
      default: 'imagenet',
    },
    ...policyBorder,
  },
  draw({ policy, border, fill }, random): Drawn {
    const steps = random.choose(autoAugmentPolicies[policy]).flatMap(([operation, chance, ninths = 0]) => {
      const [happens, turned] = [random.uniform() < chance, random.uniform() < 0.5];
      return happens ? [policyStep(randAugmentSpace, operation, ninths / 9, turned)] : [];
    });
    return { steps, ...drawnBorder(border, fill) };
  },
  describe: ({ steps }) => policyWords(steps),
  compile: ({ steps, ...border }, size) => policyOperations(steps, border, size),
});
