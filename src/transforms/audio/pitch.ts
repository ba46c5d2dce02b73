import { audioTransform } from '../../core/audio';
import { signedWords } from '../../core/values';

type Drawn = { readonly semitones: number };

/** Higher or lower, as long as before. */
export const pitch = audioTransform({
  id: 'audio.pitch',
  title: 'Pitch',
  summary: 'Makes it higher or lower; the length stays to the sample. Labels with frequencies move along.',
  family: 'Time',
  follows: 'audiomentations PitchShift, torchaudio PitchShift',
  aliases: ['PitchShift', 'transpose', 'semitones', 'key', 'tone'],
  noun: 'pitch',
  parameters: {
    semitones: {
      kind: 'range',
      title: 'Semitones',
      help: 'Twelve are an octave; above 0 is higher.',
      min: -12,
      max: 12,
      slider: [-6, 6],
      step: 0.1,
      neutral: 0,
      unit: 'semitones',
      one: 'semitone',
      default: [-2, 2],
    },
  },
  draw: ({ semitones }, random): Drawn => ({ semitones: random.between(semitones, 2) }),
  describe: ({ semitones }) => (semitones === 0 ? '' : `pitch ${signedWords(semitones, 1)} semitones`),
  compile: ({ semitones }, { samples }) =>
    semitones === 0 || samples === 0 ? [] : [{ kind: 'stretch', length: samples, semitones }],
});
