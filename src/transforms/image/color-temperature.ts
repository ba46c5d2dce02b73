import { imageTransform } from '../../core/image';
import { lightOf } from '../../core/planck';

/** Daylight: the white of sRGB. */
const daylight = 6500;
type Drawn = { readonly kelvin: number };

/** Shows the picture in the light of another colour temperature. */
export const colorTemperature = imageTransform({
  id: 'image.colorTemperature',
  title: 'Colour temperature',
  summary: 'Shows the picture in warmer or colder light, as lamps and the sky give it. Labels stay as they are.',
  family: 'Colour',
  follows: 'Albumentations PlanckianJitter; the Planckian locus by Kim et al. 2002',
  aliases: ['PlanckianJitter', 'white balance', 'warmth', 'ChangeColorTemperature', 'kelvin', 'tint'],
  noun: 'colour temperature',
  parameters: {
    kelvin: {
      kind: 'range',
      title: 'Light',
      help: 'Below 6500 K is warmer (a candle has 1900, a bulb 2800), above is colder (a blue sky 10000).',
      min: 1700,
      max: 25000,
      slider: [2500, 12000],
      step: 100,
      neutral: daylight,
      unit: 'K',
      default: [4000, 10000],
    },
  },
  draw: ({ kelvin }, random): Drawn => ({ kelvin: random.between(kelvin, 0) }),
  describe: ({ kelvin }) => (kelvin === daylight ? '' : `light of ${kelvin} K`),
  compile({ kelvin }) {
    if (kelvin === daylight) return [];
    return [{ kind: 'linear', gain: lightOf(kelvin, daylight), bias: [0, 0, 0] }];
  },
});
