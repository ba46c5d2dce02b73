import { imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = { readonly density: number; readonly patches: number; readonly color: Color; readonly seed: number };

/** Lays fog over the picture. */
export const fog = imageTransform({
  id: 'image.fog',
  title: 'Fog',
  summary: 'Lays patchy fog over the picture: contrast and colour fade. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'fog of ImageNet-C (Hendrycks and Dietterich 2019): fractal noise; Albumentations RandomFog',
  aliases: ['RandomFog', 'Fog', 'Clouds', 'haze', 'mist', 'smoke'],
  noun: 'fog',
  row: '{density} dense',
  parameters: {
    density: shareRange({ title: 'Density', help: 'What the thickest fog hides.', default: [0.35, 0.7] }),
    patches: {
      kind: 'number',
      title: 'Patchy',
      help: '0 is even; at 100 % some places are clear.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.01,
      percent: true,
      default: 0.6,
    },
    color: { kind: 'color', title: 'Colour', default: [222, 226, 230] },
  },
  draw: ({ density, patches, color }, random): Drawn => ({
    density: random.between(density, 3),
    patches,
    color,
    seed: random.seed(),
  }),
  describe: ({ density }) => (density === 0 ? '' : `fog ${percentWords(density)}`),
  compile({ density, patches, color, seed }) {
    if (density === 0) return [];
    return [{ kind: 'overlay', overlay: { shape: 'clouds', seed, depth: patches }, color, opacity: density }];
  },
});
