import { audioTransform } from '../../core/audio';

/** Plays it backwards. */
export const reverse = audioTransform({
  id: 'audio.reverse',
  title: 'Reverse',
  summary: 'Plays it backwards; labels with time are mirrored. Speech loses its meaning.',
  family: 'Time',
  follows: 'audiomentations Reverse, torchaudio flip',
  aliases: ['Reverse', 'backwards', 'flip', 'time reversal'],
  noun: 'reverse',
  row: 'backwards',
  parameters: {},
  draw: () => ({}),
  describe: () => 'backwards',
  compile: (_, { samples }) => (samples > 1 ? [{ kind: 'reverse' }] : []),
});
