import { type DrawnBorder, drawnBorder } from '../../core/borders';
import { imageTransform } from '../../core/image';
import { drawShare } from '../../core/mix';
import { type PolicyStep, policyOperations, policyWords } from '../../core/policies/operations';
import { policyBorder } from '../../core/policies/parameters';
import { augMixSpace, drawPolicyStep, stillSpace } from '../../core/policies/spaces';
import { type Random, randomFor, rounded } from '../../core/random';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Chain = { readonly weight: number; readonly steps: readonly PolicyStep[] };
type Drawn = DrawnBorder & {
  /** Share of the chains in the result; the rest is the picture itself. */
  readonly share: number;
  readonly chains: readonly Chain[];
};

const [mostChains, mostDepth] = [8, 8];

/** The picture laid over by several changed copies of itself. */
export const augMix = imageTransform({
  id: 'image.augMix',
  title: 'AugMix',
  summary:
    'Lays changed copies of the picture over it. Labels stay; boxes and masks need “Colours only”, for copies that move say where nothing is.',
  family: 'Policies',
  follows: 'AugMix (Hendrycks et al. 2020): 3 chains of 1 to 3, Dirichlet and Beta weights, severity 3',
  aliases: ['AugMix', 'augmix', 'policy', 'robustness', 'Jensen-Shannon', 'corruptions'],
  noun: 'AugMix',
  row: '{share} of the copies',
  parameters: {
    share: shareRange({ title: 'Share of the copies', help: 'The rest is the picture itself.', default: [0, 1] }),
    alpha: {
      kind: 'number',
      title: 'Alpha',
      help: 'Of the Beta and Dirichlet weights: 1 is even, below 1 favours single copies.',
      min: 0.1,
      max: 10,
      slider: [0.1, 4],
      step: 0.1,
      default: 1,
    },
    chains: {
      kind: 'number',
      title: 'Copies',
      min: 1,
      max: mostChains,
      slider: [1, 6],
      step: 1,
      integer: true,
      default: 3,
    },
    depth: {
      kind: 'range',
      title: 'Changes in each',
      min: 1,
      max: mostDepth,
      slider: [1, 4],
      step: 1,
      integer: true,
      unit: 'changes',
      one: 'change',
      default: [1, 3],
    },
    severity: {
      kind: 'number',
      title: 'Severity',
      help: 'Each change is drawn up to so many tenths of the strongest.',
      min: 1,
      max: 10,
      slider: [1, 10],
      step: 1,
      default: 3,
    },
    changes: {
      kind: 'choice',
      title: 'Changes',
      options: { all: 'Colours and places', colors: 'Colours only' },
      default: 'all',
    },
    ...policyBorder,
  },
  draw({ share, alpha, chains, depth, severity, changes, border, fill }, random): Drawn {
    const space = changes === 'all' ? augMixSpace : stillSpace(augMixSpace);
    const drawn = rounded(drawShare(share, alpha, random), 4);
    const weights = dirichlet(chains, alpha, randomFor(random.seed()));
    const seeds = Array.from({ length: mostChains }, () => random.seed());
    const made = weights.map((weight, i): Chain => {
      const own = randomFor(seeds[i]!);
      const steps = Array.from({ length: own.integer(depth) }, () =>
        drawPolicyStep(space, own.between([0.1, severity]) / 10, own),
      );
      return { weight, steps };
    });
    return { share: drawn, chains: made, ...drawnBorder(border, fill) };
  },
  describe({ share, chains }) {
    if (share === 0) return '';
    const copies = chains.map(
      ({ weight, steps }) => `${percentWords(share * weight)} ${policyWords(steps) || 'as is'}`,
    );
    return `AugMix of ${copies.join(' + ')}`;
  },
  compile({ share, chains, ...border }, size) {
    if (share === 0) return [];
    const copies = chains.map(({ weight, steps }) => ({
      weight: share * weight,
      operations: policyOperations(steps, border, size),
    }));
    return [{ kind: 'blend', own: 1 - share, copies }];
  },
});

/** Weights that sum to 1, of a symmetric Dirichlet distribution: what each stick breaks off the rest. */
function dirichlet(count: number, alpha: number, random: Random): readonly number[] {
  let left = 1;
  return Array.from({ length: count }, (_, i) => {
    const weight = i === count - 1 ? left : rounded(left * random.beta(alpha, alpha * (count - 1 - i)), 4);
    left = rounded(left - weight, 4);
    return weight;
  });
}
