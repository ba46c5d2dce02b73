import { rateRange } from '../../core/alike';
import { audioTransform } from '../../core/audio';

type Drawn = { readonly rate: number; readonly keepPitch: boolean };

/** Plays faster or slower. */
export const speed = audioTransform({
  id: 'audio.speed',
  title: 'Speed',
  summary: 'Plays faster or slower; the length changes, and labels with time keep step.',
  family: 'Time',
  follows: 'audiomentations TimeStretch, torchaudio SpeedPerturbation (Ko et al. 2015)',
  aliases: ['tempo', 'time stretch', 'TimeStretch', 'SpeedPerturbation', 'rate', 'duration'],
  noun: 'speed',
  parameters: {
    rate: rateRange(0.5, 2),
    keepPitch: {
      kind: 'boolean',
      title: 'Keep the pitch',
      help: 'Off: as a tape, the pitch moves along.',
      default: true,
    },
  },
  draw: ({ rate, keepPitch }, random): Drawn => ({ rate: random.between(rate, 3), keepPitch }),
  describe: ({ rate, keepPitch }) => (rate === 1 ? '' : `${keepPitch ? 'speed' : 'tape speed'} × ${rate.toFixed(2)}`),
  compile({ rate, keepPitch }, { samples }) {
    if (samples === 0) return [];
    const length = Math.max(1, Math.round(samples / rate));
    if (length === samples) return [];
    return keepPitch ? [{ kind: 'stretch', length, semitones: 0 }] : [{ kind: 'resample', length }];
  },
});
