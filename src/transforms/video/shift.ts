import { shiftedWords, shiftRange } from '../../core/alike';
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
    fraction: shiftRange,
    edge: {
      kind: 'choice',
      title: 'Where it left',
      help: 'Held frames and black are silent.',
      options: { hold: 'Frame held', loop: 'Loops', black: 'Black' },
      default: 'hold',
    },
  },
  draw: ({ fraction, edge }, random): Drawn => ({ fraction: random.between(fraction, 4), edge }),
  describe: ({ fraction }) => shiftedWords(fraction),
  compile({ fraction, edge }, { frames }) {
    const by = Math.round(fraction * frames) + 0;
    if (by === 0 || (edge === 'loop' && by % frames === 0)) return [];
    return [{ kind: 'shift', by, edge }];
  },
});
