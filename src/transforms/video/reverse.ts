import { videoTransform } from '../../core/video';

/** Plays it backwards. */
export const reverse = videoTransform({
  id: 'video.reverse',
  title: 'Reverse',
  summary:
    'Plays picture and sound backwards; labels with time are mirrored. Actions with a direction change their meaning.',
  family: 'Time',
  follows: 'arrow of time (Wei et al. 2018); ffmpeg reverse',
  aliases: ['Reverse', 'backwards', 'time reversal', 'rewind'],
  noun: 'reverse',
  row: 'backwards',
  parameters: {},
  draw: () => ({}),
  describe: () => 'backwards',
  compile: (_, { frames }) => (frames > 1 ? [{ kind: 'reverse' }] : []),
});
