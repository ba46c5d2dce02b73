import { audioTransform } from '../../core/audio';
import { signedPercentWords } from '../../core/values';

type Drawn = { readonly fraction: number; readonly edge: 'wrap' | 'silence' };

/** Moves the sound later or earlier within its length. */
export const shift = audioTransform({
  id: 'audio.shift',
  title: 'Shift',
  summary: 'Moves the sound later or earlier; the length stays. Labels with time move along.',
  family: 'Time',
  follows: 'audiomentations Shift, torchaudio roll',
  aliases: ['time shift', 'roll', 'Shift', 'delay', 'offset'],
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
      options: { wrap: 'Wraps', silence: 'Silence' },
      default: 'wrap',
    },
  },
  draw: ({ fraction, edge }, random): Drawn => ({ fraction: random.between(fraction, 4), edge }),
  describe: ({ fraction }) => (fraction === 0 ? '' : `shifted ${signedPercentWords(fraction)}`),
  compile({ fraction, edge }, { samples }) {
    const by = Math.round(fraction * samples) + 0;
    if (by === 0 || (edge === 'wrap' && by % samples === 0)) return [];
    return [{ kind: 'shift', by, edge: edge === 'wrap' ? 'wrap' : 'cut' }];
  },
});
