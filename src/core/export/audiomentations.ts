import { chance, type Equivalent, number, type Peer, type StepValues } from './python-steps';

type Range = readonly [low: number, high: number];

/** `min_x=…, max_x=…`, as every range is said there. */
const between = (name: string, [low, high]: Range, change = (end: number): number => end): string =>
  `min_${name}=${number(change(low))}, max_${name}=${number(change(high))}`;
const none = (instead: string): Equivalent => ({ missing: `no equivalent${instead}` });
const decays: Readonly<Record<string, number>> = { pink: -3.01, brown: -6.02 }; // dB an octave

const filter = ({ pass, hertz, octaves, slope }: StepValues, p: number): Equivalent => {
  const end = `min_rolloff=${slope}, max_rolloff=${slope}, p=${number(p)})`;
  if (pass !== 'bandpass') {
    return { code: `${pass === 'lowpass' ? 'Low' : 'High'}PassFilter(${between('cutoff_freq', hertz)}, ${end}` };
  }
  const half = 2 ** (octaves / 2);
  const width = Math.min(1.99, half - 1 / half); // of the centre
  return {
    code: `BandPassFilter(${between('center_freq', hertz)}, ${between('bandwidth_fraction', [width, width])}, ${end}`,
    ...(half - 1 / half > width && { differs: 'a band this wide is narrower there' }),
  };
};

/** audiomentations 0.33 and newer: https://iver56.github.io/audiomentations/ names each class and argument. */
export const audiomentations: Peer = {
  head: ['from audiomentations import *', '', 'transform = Compose(['],
  tail: ['])', '', '# samples = transform(samples=samples, sample_rate=rate)   float32, -1 to 1, (channels, samples)'],
  oneOf: (children, weights, p) =>
    `OneOf([${children.join(', ')}], weights=[${weights.map(number).join(', ')}]${chance(p)})`,
  someOf: (children, weights, [low, high], p) => ({
    code: `SomeOf((${low}, ${high}), [${children.join(', ')}]${chance(p)})`,
    ...(new Set(weights).size > 1 && { differs: 'all are as likely there' }),
  }),
  steps: {
    'audio.noise': ({ snr, color }, p) => {
      const decay = decays[color];
      if (decay === undefined) return { code: `AddGaussianSNR(${between('snr_db', snr)}, p=${number(p)})` };
      return {
        code: `AddColorNoise(${between('snr_db', snr)}, ${between('f_decay', [decay, decay])}, p=${number(p)})`,
      };
    },
    'audio.shift': ({ fraction, edge }, p) => ({
      code: `Shift(${between('shift', fraction)}, shift_unit="fraction", rollover=${edge === 'wrap' ? 'True' : 'False'}, fade_duration=0.0, p=${number(p)})`,
    }),
    'audio.speed': ({ rate, keepPitch }, p) =>
      keepPitch
        ? { code: `TimeStretch(${between('rate', rate)}, leave_length_unchanged=False, p=${number(p)})` }
        : none(' that moves the pitch along: torchaudio.transforms.SpeedPerturbation'),
    'audio.pitch': ({ semitones }, p) => ({ code: `PitchShift(${between('semitones', semitones)}, p=${number(p)})` }),
    'audio.gain': ({ decibels }, p) => ({
      code: `Gain(${between('gain_db', decibels)}, p=${number(p)})`,
      differs: 'what would overload is raised only as far as it fits here',
    }),
    'audio.background': ({ folder, snr }, p) => ({
      code: `AddBackgroundNoise(sounds_path=${JSON.stringify(folder)}, ${between('snr_db', snr)}, p=${number(p)})`,
    }),
    'audio.reverb': ({ source, folder, seconds }, p) => ({
      code:
        source === 'folder'
          ? `ApplyImpulseResponse(ir_path=${JSON.stringify(folder)}, leave_length_unchanged=True, p=${number(p)})`
          : `RoomSimulator(calculation_mode="rt60", ${between('target_rt60', seconds)}, leave_length_unchanged=True, p=${number(p)})`,
      differs: 'the room alone is heard there, a share of it here',
    }),
    'audio.filter': filter,
    'audio.mask': ({ fraction }, p) => ({ code: `TimeMask(${between('band_part', fraction)}, p=${number(p)})` }),
    'audio.clip': ({ share }, p) => ({
      code: `ClippingDistortion(${between('percentile_threshold', share, (s) => Math.round(s * 100))}, p=${number(p)})`,
    }),
    'audio.bitCrush': ({ bits }, p) => ({
      code: `BitCrush(${between('bit_depth', bits, Math.round)}, p=${number(p)})`,
    }),
    'audio.polarity': (_, p) => ({ code: `PolarityInversion(p=${number(p)})` }),
    'audio.reverse': (_, p) => ({ code: `Reverse(p=${number(p)})` }),
    'audio.compress': ({ codec, bitrate }, p) =>
      codec === 'mp3'
        ? { code: `Mp3Compression(${between('bitrate', bitrate)}, p=${number(p)})` }
        : none(` for ${codec}: torchaudio.io.AudioEffector`),
    'audio.mixup': () => none(': mix two clips and their targets in the batch'),
  },
};
