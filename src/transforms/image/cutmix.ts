import { imageTransform } from '../../core/image';
import { partnerParameter } from '../../core/partner-parameter';
import { randomFor, rounded } from '../../core/random';
import { boxIn, type Share } from '../../core/shares';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Path of the other sample, relative to the dataset root. */
  readonly partner: string;
  /** Share of this sample in picture and target. */
  readonly weight: number;
  readonly area: Share;
};

/** Puts a rectangle of another picture over this one, at the same place. */
export const cutmix = imageTransform({
  id: 'image.cutmix',
  title: 'CutMix',
  summary:
    'Puts a rectangle of another picture of the training data over this one. Labels mix by area; boxes move along.',
  family: 'Mixing and hiding',
  follows: 'CutMix (Yun et al. 2019), with the rectangle always inside the picture',
  aliases: ['CutMix', 'cut and paste', 'patch', 'soft labels', 'RandomCutMix'],
  noun: 'CutMix',
  row: '{1-weight} of another',
  mixes: true,
  parameters: {
    weight: {
      kind: 'range',
      title: 'Own share',
      help: 'Share of the picture’s area that stays its own.',
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
      help: '0: even within the own share. Above 0: low + (high − low) · Beta(alpha, alpha); the paper has 1.',
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
    const side = rounded(Math.sqrt(1 - Math.min(high, Math.max(low, low + (high - low) * share))), 4);
    const area = {
      x: random.between([0, 1 - side], 4),
      y: random.between([0, 1 - side], 4),
      width: side,
      height: side,
    };
    const other = sample.partner(random, partner);
    return other === undefined ? undefined : { partner: other, weight: rounded(1 - side * side, 4), area };
  },
  describe: ({ partner, weight }) =>
    weight === 1 ? '' : `${percentWords(1 - weight)} of ${partner.slice(partner.lastIndexOf('/') + 1)} over it`,
  compile({ partner, weight, area }, size) {
    const to = boxIn(area, size);
    const nothing = to.right <= to.left || to.bottom <= to.top;
    return nothing ? [] : [{ kind: 'paste', partner, weight, to, fit: 'frame' }];
  },
});
