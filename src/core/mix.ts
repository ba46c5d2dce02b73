import type { Range, Values } from './parameters';
import { partnerParameter } from './partner-parameter';
import { type Random, randomFor, rounded } from './random';
import type { SampleFacts } from './transform';
import { percentWords } from './values';

/** What mixup draws, whatever is mixed (Zhang et al. 2018). */
export type MixDraw = {
  /** Path of the other sample, relative to the dataset root. */
  readonly partner: string;
  /** Share of this sample in data and target: t · this + (1 - t) · partner. */
  readonly weight: number;
};

/** The parameters of mixup; `other` names a sample: "picture", "clip". */
export const mixParameters = (other: string) =>
  ({
    weight: {
      kind: 'range',
      title: 'Own share',
      help: `Share of the ${other} itself; the rest comes from the other one.`,
      min: 0,
      max: 1,
      slider: [0.5, 1],
      step: 0.01,
      neutral: 1,
      percent: true,
      default: [0.6, 0.9],
    },
    alpha: {
      kind: 'number',
      title: 'Alpha',
      help: '0: even within the own share. Above 0: low + (high − low) · Beta(alpha, alpha); below 1 favours the ends.',
      min: 0,
      max: 10,
      slider: [0, 2],
      step: 0.1,
      default: 0,
    },
    partner: { ...partnerParameter, title: `Other ${other}` },
  }) as const;

/** The share of the sample itself: even within the range, or Beta(alpha, alpha) stretched over it. Not rounded. */
export function drawShare([low, high]: Range, alpha: number, random: Random): number {
  const own = randomFor(random.seed()); // Beta takes as many numbers as it needs: out of its own source
  const share = alpha > 0 ? own.beta(alpha, alpha) : own.uniform();
  return Math.min(high, Math.max(low, low + (high - low) * share));
}

/** Draws partner and weight; undefined where there is no partner. */
export function drawMix(
  { weight: range, alpha, partner }: Values<ReturnType<typeof mixParameters>>,
  random: Random,
  sample: SampleFacts,
): MixDraw | undefined {
  const [low, high] = range;
  const weight = Math.min(high, Math.max(low, rounded(drawShare(range, alpha, random), 4)));
  const other = sample.partner(random, partner);
  return other === undefined ? undefined : { partner: other, weight };
}

/** "mixed with 28 % of b.png" */
export const mixWords = ({ partner, weight }: MixDraw): string =>
  weight === 1 ? '' : `mixed with ${percentWords(1 - weight)} of ${partner.slice(partner.lastIndexOf('/') + 1)}`;
