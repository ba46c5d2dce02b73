import { rateRange } from '../../core/alike';
import { videoTransform } from '../../core/video';

type Drawn = { readonly rate: number };

/** Plays faster or slower. */
export const speed = videoTransform({
  id: 'video.speed',
  title: 'Speed',
  summary:
    'Plays faster or slower at the same frame rate; the sound keeps its pitch. The length changes, and labels with time keep step.',
  family: 'Time',
  follows: 'temporal resampling (PyTorchVideo UniformTemporalSubsample); ffmpeg setpts with atempo',
  aliases: ['tempo', 'slow motion', 'time lapse', 'rate', 'duration', 'TemporalSubsample'],
  noun: 'speed',
  parameters: {
    rate: rateRange(0.25, 4),
  },
  draw: ({ rate }, random): Drawn => ({ rate: random.between(rate, 3) }),
  describe: ({ rate }) => (rate === 1 ? '' : `speed × ${rate.toFixed(2)}`),
  compile({ rate }, { frames }) {
    const length = Math.max(1, Math.round(frames / rate));
    return frames === 0 || length === frames ? [] : [{ kind: 'speed', frames: length }];
  },
});
