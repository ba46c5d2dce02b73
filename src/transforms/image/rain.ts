import { sinCosDegrees } from '../../core/exact';
import { imageTransform } from '../../core/image';
import type { Line } from '../../core/image-filters';
import { randomFor } from '../../core/random';
import { shareRange } from '../../core/shares-parameter';
import { numberWords } from '../../core/values';

type Drawn = {
  readonly drops: number;
  /** Share of the height. */
  readonly length: number;
  readonly slant: number;
  readonly gloom: number;
  readonly seed: number;
};

/** Lets rain fall through the picture. */
export const rain = imageTransform({
  id: 'image.rain',
  title: 'Rain',
  summary: 'Draws streaks of rain, and makes the day a little darker. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'Albumentations RandomRain, imgaug Rain',
  aliases: ['RandomRain', 'Rain', 'drizzle', 'streaks', 'weather'],
  noun: 'rain',
  row: '{drops} of {length}',
  parameters: {
    drops: {
      kind: 'range',
      title: 'Drops',
      min: 0,
      max: 3000,
      slider: [0, 1500],
      step: 10,
      neutral: 0,
      integer: true,
      unit: 'drops',
      one: 'drop',
      default: [200, 600],
    },
    length: {
      kind: 'range',
      title: 'Length',
      help: 'Of a streak, as a share of the height.',
      min: 0.005,
      max: 0.3,
      slider: [0.01, 0.15],
      step: 0.005,
      percent: true,
      default: [0.03, 0.08],
    },
    slant: {
      kind: 'range',
      title: 'Slant',
      help: '0° falls straight down.',
      min: -60,
      max: 60,
      slider: [-45, 45],
      step: 1,
      unit: '°',
      default: [-20, 20],
    },
    gloom: shareRange({ title: 'Darker by', help: 'Where there is any rain.', slider: [0, 0.5], default: [0.1, 0.25] }),
  },
  draw: ({ drops, length, slant, gloom }, random): Drawn => ({
    drops: random.integer(drops),
    length: random.between(length, 4),
    slant: random.between(slant, 1),
    gloom: random.between(gloom, 3),
    seed: random.seed(),
  }),
  describe: ({ drops, slant }) => (drops === 0 ? '' : `rain, ${drops} drops at ${numberWords(slant, 0)}°`),
  compile({ drops, length, slant, gloom, seed }, { width, height }) {
    if (drops === 0) return [];
    const random = randomFor('rain', seed);
    const [sin, cos] = sinCosDegrees(slant);
    const lines = Array.from({ length: drops }, (): Line => {
      const [x, y] = [random.between([-0.1, 1.1]) * width, random.between([-0.1, 1]) * height];
      const long = length * height * random.between([0.5, 1]);
      return [x, y, x + long * sin, y + long * cos];
    });
    const thick = Math.max(0.6, Math.min(width, height) / 450);
    const dark = 1 - gloom;
    return [
      { kind: 'linear', gain: [dark, dark, dark], bias: [0, 0, 0] },
      { kind: 'overlay', overlay: { shape: 'lines', lines, width: thick }, color: [205, 210, 218], opacity: 0.55 },
    ];
  },
});
