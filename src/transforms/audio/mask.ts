import { audioTransform } from '../../core/audio';
import { percentWords } from '../../core/values';

type Drawn = { readonly fraction: number; readonly at: number };

/** Silences a stretch. */
export const mask = audioTransform({
  id: 'audio.mask',
  title: 'Mask',
  summary: 'Silences a stretch of the clip, with short fades. Labels stay as they are.',
  family: 'Mixing and hiding',
  follows: 'audiomentations TimeMask, SpecAugment (Park et al. 2019)',
  aliases: ['TimeMask', 'TimeMasking', 'SpecAugment', 'drop out', 'gap', 'erase'],
  noun: 'mask',
  parameters: {
    fraction: {
      kind: 'range',
      title: 'Share silenced',
      min: 0,
      max: 0.9,
      slider: [0, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.05, 0.15],
    },
  },
  draw: ({ fraction }, random): Drawn => ({ fraction: random.between(fraction, 4), at: random.between([0, 1], 4) }),
  describe: ({ fraction }) => (fraction === 0 ? '' : `${percentWords(fraction)} silenced`),
  compile({ fraction, at }, { samples }) {
    const length = Math.round(fraction * samples);
    const from = Math.round(at * (samples - length));
    return length === 0 ? [] : [{ kind: 'mask', from, to: from + length }];
  },
});
