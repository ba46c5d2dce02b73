import type { Point } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Corners as shares of width and height. */
  readonly corners: readonly Point[];
  readonly strength: number;
  /** Share of the shorter side over which the edge fades. */
  readonly soft: number;
};

/** Throws a shadow over a part of the picture. */
export const shadow = imageTransform({
  id: 'image.shadow',
  title: 'Shadow',
  summary: 'Throws a shadow over a part of the picture, from one side to the other. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'Albumentations RandomShadow: a darker polygon',
  aliases: ['RandomShadow', 'shade', 'PlasmaShadow', 'sunlight'],
  noun: 'shadow',
  row: '{strength} darker',
  parameters: {
    strength: shareRange({ title: 'Strength', help: 'What the shadow takes of the light.', default: [0.35, 0.65] }),
    width: {
      kind: 'range',
      title: 'Width',
      help: 'Share of the side that it falls in from.',
      min: 0.05,
      max: 1,
      slider: [0.05, 1],
      step: 0.01,
      percent: true,
      default: [0.25, 0.6],
    },
    soft: shareRange({
      title: 'Soft edge',
      help: 'Share of the shorter side.',
      max: 0.1,
      step: 0.001,
      default: [0.005, 0.02],
    }),
  },
  draw({ strength, width, soft }, random): Drawn {
    const [upright, dark, fade] = [random.uniform() < 0.5, random.between(strength, 3), random.between(soft, 4)];
    // Where it begins and ends on two opposite sides.
    const [near, far] = [random.between(width, 3), random.between(width, 3)];
    const [a, b] = [random.between([0, 1 - near], 3), random.between([0, 1 - far], 3)];
    const corners: readonly Point[] = [
      [a, 0],
      [a + near, 0],
      [b + far, 1],
      [b, 1],
    ];
    return { corners: upright ? corners : corners.map(([x, y]): Point => [y, x]), strength: dark, soft: fade };
  },
  describe: ({ strength }) => (strength === 0 ? '' : `shadow ${percentWords(strength)}`),
  compile({ corners, strength, soft }, { width, height }) {
    if (strength === 0) return [];
    const points = corners.map(([x, y]): Point => [x * width, y * height]);
    const overlay = { shape: 'polygon', points, soft: soft * Math.min(width, height) } as const;
    return [{ kind: 'overlay', overlay, color: [0, 0, 0], opacity: strength }];
  },
});
