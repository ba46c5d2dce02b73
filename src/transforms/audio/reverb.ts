import { audioTransform, type Room } from '../../core/audio';
import { numberWords, percentWords } from '../../core/values';

type Drawn = { readonly room: Room; readonly wet: number };

/** Puts the sound into a room. */
export const reverb = audioTransform({
  id: 'audio.reverb',
  title: 'Reverb',
  summary:
    'Puts the sound into a room: a synthetic one, or one that was recorded as an impulse response. Length, loudness and time labels stay.',
  family: 'Quality',
  follows: 'audiomentations ApplyImpulseResponse, RoomSimulator',
  aliases: ['room', 'echo', 'ApplyImpulseResponse', 'RoomSimulator', 'convolve', 'RIR', 'impulse response'],
  noun: 'reverb',
  row: '{seconds}',
  parameters: {
    source: {
      kind: 'choice',
      title: 'Room',
      options: { room: 'Synthetic', folder: 'Recorded' },
      default: 'room',
    },
    folder: {
      kind: 'text',
      title: 'Impulse responses',
      help: 'A folder with sound files, from the dataset’s folder or absolute.',
      pick: 'folder',
      default: '',
      when: { source: ['folder'] },
    },
    seconds: {
      kind: 'range',
      title: 'Length',
      help: 'Time in which the room’s sound dies away by 60 dB.',
      min: 0.05,
      max: 5,
      slider: [0.1, 2],
      step: 0.05,
      unit: 's',
      default: [0.15, 0.6],
      when: { source: ['room'] },
    },
    wet: {
      kind: 'range',
      title: 'Share of the room',
      help: 'Share of the energy that comes from the room.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      neutral: 0,
      percent: true,
      default: [0.1, 0.4],
    },
  },
  draw({ source, folder, seconds, wet }, random): Drawn | undefined {
    const drawn = { seconds: random.between(seconds, 2), seed: random.seed() };
    const [pick, share] = [random.uniform(), random.between(wet, 3)];
    if (source === 'room') return { room: drawn, wet: share };
    return folder === '' ? undefined : { room: { folder, pick }, wet: share };
  },
  describe({ room, wet }) {
    if (wet === 0) return '';
    const what = 'folder' in room ? 'recorded room' : `room of ${numberWords(room.seconds, 2)} s`;
    return `${what}, ${percentWords(wet)}`;
  },
  compile: ({ room, wet }) => (wet === 0 ? [] : [{ kind: 'reverb', room, wet }]),
});
