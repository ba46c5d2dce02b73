import { imageTransform } from '../../core/image';
import type { Color } from '../../core/parameters';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = { readonly strength: number; readonly color: Color };

/** Darkens the picture towards its corners. */
export const vignette = imageTransform({
  id: 'image.vignette',
  title: 'Vignette',
  summary: 'Darkens the picture towards its corners, as simple lenses do. Labels stay as they are.',
  family: 'Weather and light',
  follows: 'Albumentations Vignetting: 1 − strength · (distance / corner)²',
  aliases: ['Vignetting', 'dark corners', 'lens falloff'],
  noun: 'vignette',
  parameters: {
    strength: shareRange({ title: 'Strength', help: 'What the corners lose.', default: [0.4, 0.8] }),
    color: { kind: 'color', title: 'Colour', default: [0, 0, 0] },
  },
  draw: ({ strength, color }, random): Drawn => ({ strength: random.between(strength, 3), color }),
  describe: ({ strength }) => (strength === 0 ? '' : `vignette ${percentWords(strength)}`),
  compile: ({ strength, color }) =>
    strength === 0 ? [] : [{ kind: 'overlay', overlay: { shape: 'rim' }, color, opacity: strength }],
});
