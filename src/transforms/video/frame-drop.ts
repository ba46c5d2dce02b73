import { percentWords } from '../../core/values';
import { videoTransform } from '../../core/video';

type Drawn = { readonly share: number; readonly phase: number };

/** Frames are missing, and those before them stay. */
export const frameDrop = videoTransform({
  id: 'video.frameDrop',
  title: 'Frame drop',
  summary:
    'Leaves out frames here and there, and holds the one before, as a poor connection does. Length and labels stay.',
  family: 'Time',
  follows: 'frame dropping in video calls; PyTorchVideo RandomTemporalSubsample',
  aliases: ['dropped frames', 'stutter', 'lag', 'RandomTemporalSubsample', 'freeze'],
  noun: 'frame drop',
  row: '{share} of frames',
  parameters: {
    share: {
      kind: 'range',
      title: 'Frames left out',
      min: 0,
      max: 0.9,
      slider: [0, 0.5],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.05, 0.2],
    },
  },
  draw: ({ share }, random): Drawn => ({ share: random.between(share, 3), phase: random.between([0, 1], 6) }),
  describe: ({ share }) => (share === 0 ? '' : `${percentWords(share)} of frames dropped`),
  compile: ({ share, phase }, { frames }) => (share === 0 || frames < 2 ? [] : [{ kind: 'drop', share, phase }]),
});
