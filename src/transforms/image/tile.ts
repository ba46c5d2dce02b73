import { translate } from '../../core/geometry';
import { imageTransform } from '../../core/image';
import { percentWords } from '../../core/values';

type Drawn = {
  /** Which tile, and out of how many. */
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  readonly overlap: number;
};

const most = 64;
const count = (title: string) =>
  ({ kind: 'number', title, min: 1, max: most, slider: [1, 8], step: 1, integer: true, default: 2 }) as const;

/** Keeps one tile out of a grid, at full resolution. */
export const tile = imageTransform({
  id: 'image.tile',
  title: 'Tile',
  summary:
    'Keeps one tile of the picture at full resolution, for large pictures of small things. Boxes and masks are cut.',
  family: 'Geometry',
  follows: 'the slices of SAHI (Akyon et al. 2022); which one is drawn',
  aliases: ['slice', 'SAHI', 'patch', 'grid crop', 'RandomGridShuffle', 'FiveCrop'],
  noun: 'tile',
  row: 'one of {columns} × {rows}',
  parameters: {
    columns: count('Columns'),
    rows: count('Rows'),
    overlap: {
      kind: 'number',
      title: 'Overlap',
      help: 'Of neighbouring tiles, as a share of a tile.',
      min: 0,
      max: 0.9,
      slider: [0, 0.5],
      step: 0.01,
      percent: true,
      default: 0.2,
    },
  },
  draw: ({ columns, rows, overlap }, random): Drawn => ({
    column: Math.floor(random.uniform() * columns),
    row: Math.floor(random.uniform() * rows),
    columns,
    rows,
    overlap,
  }),
  describe: ({ column, row, columns, rows, overlap }) =>
    columns * rows === 1
      ? ''
      : `tile ${column + 1}, ${row + 1} of ${columns} × ${rows}, overlap ${percentWords(overlap)}`,
  compile({ column, row, columns, rows, overlap }, { width, height }) {
    const [left, right] = side(width, columns, column, overlap);
    const [top, bottom] = side(height, rows, row, overlap);
    const size = { width: right - left, height: bottom - top };
    return [{ kind: 'geometry', matrix: translate(-left, -top), size, border: 'none', fill: [0, 0, 0] }];
  },
});

/** From where to where a tile reaches, in whole pixels: all have one length, and the last one ends at the edge. */
function side(full: number, tiles: number, at: number, overlap: number): readonly [from: number, to: number] {
  const length = Math.max(1, Math.ceil(full / (tiles - (tiles - 1) * overlap)));
  const from = tiles === 1 ? 0 : Math.round((at * Math.max(0, full - length)) / (tiles - 1));
  return [from, Math.min(full, from + length)];
}
