import { audioTransform } from '../../core/audio';
import { power } from '../../core/exact';
import { rounded } from '../../core/random';

type Pass = 'lowpass' | 'highpass' | 'bandpass';
type Drawn = { readonly pass: Pass; readonly hertz: number; readonly octaves: number; readonly order: number };

const words = { lowpass: 'Low-pass', highpass: 'High-pass', bandpass: 'Band-pass' } as const;
/** Below, a filter of the usual rates is no filter any more. */
const lowest = 1;

/** Takes out the high, the low, or both. */
export const filter = audioTransform({
  id: 'audio.filter',
  title: 'Filter',
  summary: 'Takes out high or low frequencies, as microphones, telephones and walls do. Labels stay as they are.',
  family: 'Quality',
  follows: 'audiomentations LowPassFilter, HighPassFilter, BandPassFilter',
  aliases: ['equalizer', 'LowPassFilter', 'HighPassFilter', 'BandPassFilter', 'muffled', 'telephone', 'EQ'],
  noun: 'filter',
  row: '{pass} {hertz}',
  parameters: {
    pass: { kind: 'choice', title: 'Lets through', options: words, default: 'lowpass' },
    hertz: {
      kind: 'range',
      title: 'Cut-off',
      help: 'For a band-pass, the middle of the band. Drawn evenly over octaves.',
      min: 10,
      max: 20000,
      slider: [100, 8000],
      step: 50,
      unit: 'Hz',
      default: [1000, 4000],
    },
    octaves: {
      kind: 'number',
      title: 'Width',
      help: 'Of the band, in octaves.',
      min: 0.25,
      max: 8,
      slider: [0.5, 4],
      step: 0.25,
      unit: 'octaves',
      one: 'octave',
      default: 2,
      when: { pass: ['bandpass'] },
    },
    slope: {
      kind: 'choice',
      title: 'Slope',
      options: { '12': '12 dB an octave', '24': '24 dB an octave' },
      default: '12',
    },
  },
  draw({ pass, hertz: [low, high], octaves, slope }, random): Drawn {
    const hertz = Math.min(high, Math.max(low, rounded(low * power(high / low, random.uniform()), 1)));
    return { pass, hertz, octaves, order: slope === '24' ? 2 : 1 };
  },
  describe: ({ pass, hertz }) => `${words[pass].toLowerCase()} ${Math.round(hertz)} Hz`,
  compile({ pass, hertz, octaves, order }, { rate }) {
    const half = pass === 'bandpass' ? power(2, octaves / 2) : 1;
    const [low, high] = [hertz / half, hertz * half];
    const below = pass !== 'lowpass' && low > lowest ? Math.min(low, rate * 0.49) : undefined;
    const above = pass !== 'highpass' && high < rate * 0.49 ? high : undefined; // beyond, there is nothing to take out
    if (below === undefined && above === undefined) return [];
    return [
      {
        kind: 'filter',
        ...(below !== undefined && { low: below }),
        ...(above !== undefined && { high: above }),
        order,
      },
    ];
  },
});
