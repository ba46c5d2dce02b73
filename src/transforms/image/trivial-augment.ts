import { type DrawnBorder, drawnBorder } from '../../core/borders';
import { imageTransform } from '../../core/image';
import { type PolicyStep, policyOperations, policyWords } from '../../core/policies/operations';
import { policyBorder } from '../../core/policies/parameters';
import { drawPolicyStep, trivialAugmentSpace } from '../../core/policies/spaces';
import { shareRange } from '../../core/shares-parameter';

type Drawn = DrawnBorder & { readonly strength: number; readonly steps: readonly [PolicyStep] };

/** One operation out of fourteen, of any strength. */
export const trivialAugment = imageTransform({
  id: 'image.trivialAugment',
  title: 'TrivialAugment',
  summary: 'Draws one change of colour or place out of fourteen, of any strength. Labels move along.',
  family: 'Policies',
  follows: 'TrivialAugment (Müller and Hutter 2021), its wide space; torchvision v2 TrivialAugmentWide',
  aliases: ['TrivialAugmentWide', 'TrivialAugment', 'trivial_augment', 'policy', 'auto augmentation'],
  noun: 'TrivialAugment',
  row: 'strength {strength}',
  reorients: { always: ['quarter turn', 'half turn'] },
  parameters: {
    strength: {
      ...shareRange({
        title: 'Strength',
        help: 'Of the widest: 135°, 45° of slant, 32 px, 2 bits, and twice or none of the colours.',
        default: [0, 1],
      }),
      neutral: undefined,
    },
    ...policyBorder,
  },
  draw({ strength, border, fill }, random): Drawn {
    const drawn = random.between(strength, 3);
    const steps = [drawPolicyStep(trivialAugmentSpace, drawn, random)] as const;
    return { strength: drawn, steps, ...drawnBorder(border, fill) };
  },
  describe: ({ steps }) => policyWords(steps),
  compile: ({ steps, ...border }, size) => policyOperations(steps, border, size),
});
