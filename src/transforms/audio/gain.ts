import { audioTransform, decibelFactor } from '../../core/audio';
import { signedWords } from '../../core/values';

type Drawn = { readonly decibels: number };

/** Louder or quieter. */
export const gain = audioTransform({
  id: 'audio.gain',
  title: 'Gain',
  summary: 'Makes it louder or quieter. What would overload is raised only as far as it fits, and that is recorded.',
  family: 'Level',
  follows: 'audiomentations Gain, torchaudio Vol',
  aliases: ['volume', 'Gain', 'Vol', 'loudness', 'level', 'amplify'],
  noun: 'gain',
  parameters: {
    decibels: {
      kind: 'range',
      title: 'Gain',
      min: -60,
      max: 40,
      slider: [-24, 12],
      step: 0.5,
      neutral: 0,
      unit: 'dB',
      default: [-6, 3],
    },
  },
  draw: ({ decibels }, random): Drawn => ({ decibels: random.between(decibels, 2) }),
  describe: ({ decibels }) => (decibels === 0 ? '' : `gain ${signedWords(decibels, 1)} dB`),
  compile: ({ decibels }) => (decibels === 0 ? [] : [{ kind: 'gain', factor: decibelFactor(decibels) }]),
});
