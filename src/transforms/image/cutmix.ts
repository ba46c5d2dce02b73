import { imageTransform } from '../../core/image';
import { drawShare, mixParameters } from '../../core/mix';
import { partnerParameter } from '../../core/partner-parameter';
import { rounded } from '../../core/random';
import { boxIn, type Share } from '../../core/shares';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Path of the other sample, relative to the dataset root. */
  readonly partner: string;
  /** Share of this sample in picture and target. */
  readonly weight: number;
  readonly area: Share;
};

const { weight, alpha } = mixParameters('picture');

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
    weight: { ...weight, help: 'Share of the picture’s area that stays its own.' },
    alpha: {
      ...alpha,
      help: '0: even within the own share. Above 0: low + (high − low) · Beta(alpha, alpha); the paper has 1.',
    },
    partner: partnerParameter,
  },
  draw(values, random, sample): Drawn | undefined {
    const side = rounded(Math.sqrt(1 - drawShare(values.weight, values.alpha, random)), 4);
    const area = {
      x: random.between([0, 1 - side], 4),
      y: random.between([0, 1 - side], 4),
      width: side,
      height: side,
    };
    const other = sample.partner(random, values.partner);
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
