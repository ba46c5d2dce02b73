import { audioTransform } from '../../core/audio';

/** Turns the wave upside down. */
export const polarity = audioTransform({
  id: 'audio.polarity',
  title: 'Polarity',
  summary: 'Turns the wave upside down: it sounds the same and has other numbers. Labels stay as they are.',
  family: 'Level',
  follows: 'audiomentations PolarityInversion',
  aliases: ['PolarityInversion', 'invert', 'phase', 'negate'],
  noun: 'polarity',
  row: 'inverted',
  parameters: {},
  draw: () => ({}),
  describe: () => 'inverted',
  compile: () => [{ kind: 'invert' }],
});
