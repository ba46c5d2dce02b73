import { signedPercentWords } from '../../core/values';
import { type VideoEdge, videoTransform } from '../../core/video';

type Drawn = { readonly fraction: number; readonly edge: VideoEdge };

/** Moves the clip later or earlier within its length. */
export const shift = videoTransform({
  id: 'video.shift',
  title: 'Shift',
  summary: 'Moves picture and sound later or earlier; the length stays. Labels with time move along.',
  family: 'Time',
  follows: 'temporal jitter (Feichtenhofer et al. 2019); audiomentations Shift for the sound',
  aliases: ['time shift', 'temporal jitter', 'roll', 'delay', 'offset', 'TemporalCrop'],
  noun: 'shift',
  row: '{fraction}, {edge}',
  parameters: {
    fraction: {
      kind: 'range',
      title: 'Shift',
      help: 'Share of the clip; above 0 is later.',
      min: -1,
      max: 1,
      slider: [-0.5, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [-0.15, 0.15],
    },
    edge: {
      kind: 'choice',
      title: 'Where it left',
      help: 'Held frames and black are silent.',
      options: { hold: 'Frame held', loop: 'Loops', black: 'Black' },
      default: 'hold',
    },
  },
  draw: ({ fraction, edge }, random): Drawn => ({ fraction: random.between(fraction, 4), edge }),
  describe: ({ fraction }) => (fraction === 0 ? '' : `shifted ${signedPercentWords(fraction)}`),
  compile({ fraction, edge }, { frames }) {
    const by = Math.round(fraction * frames) + 0;
    if (by === 0 || (edge === 'loop' && by % frames === 0)) return [];
    return [{ kind: 'shift', by, edge }];
  },
});
