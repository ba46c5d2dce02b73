import { imageTransform } from '../../core/image';
import { partnerParameter } from '../../core/partner-parameter';
import { randomFor, rounded } from '../../core/random';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Path of the other sample, relative to the dataset root. */
  readonly partner: string;
  /** Share of this sample in picture and target: t · this + (1 - t) · partner. */
  readonly weight: number;
};

/** Blends the picture with another one, and the targets by the same weight. */
export const mixup = imageTransform({
  id: 'image.mixup',
  title: 'Mix-up',
  summary: 'Blends the picture with another one of the training data. The label becomes a mix by the same weights.',
  family: 'Mixing and hiding',
  follows: 'mixup (Zhang et al. 2018)',
  aliases: ['mixup', 'MixUp', 'blend', 'soft labels'],
  noun: 'mix-up',
  row: '{1-weight} of another',
  mixes: true,
  parameters: {
    weight: {
      kind: 'range',
      title: 'Own share',
      help: 'Share of the picture itself; the rest comes from the other one.',
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
    partner: partnerParameter,
  },
  draw({ weight: [low, high], alpha, partner }, random, sample): Drawn | undefined {
    const own = randomFor(random.seed()); // Beta takes as many numbers as it needs: out of its own source
    const share = alpha > 0 ? own.beta(alpha, alpha) : own.uniform();
    const weight = Math.min(high, Math.max(low, rounded(low + (high - low) * share, 4)));
    const other = sample.partner(random, partner);
    return other === undefined ? undefined : { partner: other, weight };
  },
  describe: ({ partner, weight }) =>
    weight === 1 ? '' : `mixed with ${percentWords(1 - weight)} of ${partner.slice(partner.lastIndexOf('/') + 1)}`,
  compile: ({ partner, weight }) => (weight === 1 ? [] : [{ kind: 'mix', partner, weight }]),
});
