import { shiftedWords, shiftRange } from '../../core/alike';
import { audioTransform } from '../../core/audio';

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
    fraction: shiftRange,
    edge: {
      kind: 'choice',
      title: 'Where it left',
      options: { wrap: 'Wraps', silence: 'Silence' },
      default: 'wrap',
    },
  },
  draw: ({ fraction, edge }, random): Drawn => ({ fraction: random.between(fraction, 4), edge }),
  describe: ({ fraction }) => shiftedWords(fraction),
  compile({ fraction, edge }, { samples }) {
    const by = Math.round(fraction * samples) + 0;
    if (by === 0 || (edge === 'wrap' && by % samples === 0)) return [];
    return [{ kind: 'shift', by, edge: edge === 'wrap' ? 'wrap' : 'cut' }];
  },
});
