import { audioTransform } from '../../core/audio';
import { numberWords } from '../../core/values';

type Drawn = { readonly folder: string; readonly snr: number; readonly pick: number; readonly at: number };

/** Puts a recording behind the clip. */
export const background = audioTransform({
  id: 'audio.background',
  title: 'Background',
  summary:
    'Puts a recording out of a folder behind the clip, at an exact ratio, looped with fades where it is short. Its silent stretches are passed over.',
  family: 'Quality',
  follows: 'audiomentations AddBackgroundNoise, scaper (Salamon et al. 2017)',
  aliases: ['AddBackgroundNoise', 'AddShortNoises', 'ambience', 'babble', 'street', 'scaper'],
  noun: 'background',
  row: '{snr}',
  parameters: {
    folder: {
      kind: 'text',
      title: 'Recordings',
      help: 'A folder with sound files, from the dataset’s folder or absolute. Not one of validation or test data.',
      pick: 'folder',
      default: '',
    },
    snr: {
      kind: 'range',
      title: 'Clip to background',
      help: 'Higher is quieter behind it.',
      min: -20,
      max: 100,
      slider: [0, 40],
      step: 1,
      unit: 'dB',
      default: [6, 20],
    },
  },
  draw({ folder, snr }, random): Drawn | undefined {
    const drawn = { folder, snr: random.between(snr, 2), pick: random.uniform(), at: random.uniform() };
    return folder === '' ? undefined : drawn;
  },
  describe: ({ snr }) => `background at ${numberWords(snr, 1)} dB`,
  compile: ({ folder, snr, pick, at }) => [{ kind: 'background', folder, snr, pick, at }],
});
