import { borderParameters, type DrawnBorder, drawnBorder, edges } from '../../core/borders';
import { imageTransform } from '../../core/image';
import { displacementThrough } from '../../core/interpolate';
import { randomFor } from '../../core/random';
import { shareRange } from '../../core/shares-parameter';
import { percentWords } from '../../core/values';

type Drawn = DrawnBorder & { readonly strength: number; readonly cells: number; readonly seed: number };

/** Makes the columns and rows of a grid wider and narrower. */
export const gridDistortion = imageTransform({
  id: 'image.gridDistortion',
  title: 'Grid distortion',
  summary: 'Stretches some columns and rows of the picture and squeezes others. Boxes, masks and keypoints follow.',
  family: 'Geometry',
  follows: 'Albumentations GridDistortion, smooth between the lines',
  aliases: ['GridDistortion', 'RandomGridShuffle', 'stretch', 'PiecewiseAffine'],
  noun: 'grid distortion',
  row: '{strength}, {cells} cells',
  parameters: {
    strength: shareRange({
      title: 'Strength',
      help: 'How much wider or narrower a column becomes, at most.',
      max: 0.8,
      default: [0.3, 0.6],
    }),
    cells: {
      kind: 'number',
      title: 'Cells a side',
      min: 2,
      max: 20,
      slider: [2, 12],
      step: 1,
      integer: true,
      unit: 'cells',
      default: 5,
    },
    ...borderParameters,
  },
  draw: ({ strength, cells, border, fill }, random): Drawn => ({
    strength: random.between(strength, 3),
    cells,
    seed: random.seed(),
    ...drawnBorder(border, fill),
  }),
  describe: ({ strength }) => (strength === 0 ? '' : `grid distorted by ${percentWords(strength)}`),
  compile({ strength, cells, seed, ...border }) {
    if (strength === 0) return [];
    const random = randomFor('grid', seed);
    const lines = () => {
      // Each cell gets its own width; together they fill the side, so that the edges stay.
      const widths = Array.from({ length: cells }, () => 1 + random.between([-strength, strength]));
      const sum = widths.reduce((total, w) => total + w, 0);
      const lines = [0];
      let at = 0;
      for (const width of widths) {
        at += width;
        lines.push(at / sum);
      }
      return lines;
    };
    const [columns, rows] = [lines(), lines()];
    const shift = (list: readonly number[], t: number) => list[Math.round(t * cells)]! - t;
    const field = displacementThrough(cells + 1, cells + 1, (u, v) => [shift(columns, u), shift(rows, v)]);
    return [{ kind: 'displace', ...field, ...edges(border) }];
  },
});
