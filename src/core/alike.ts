import type { Reorients } from './directional';
import { power } from './exact';
import type { Size } from './geometry';
import { type Box, boxOfArea } from './image';
import type { ChoiceParameter, Range, RangeParameter } from './parameters';
import { type Random, rounded } from './random';
import { boxIn, type Share } from './shares';
import { shareRange } from './shares-parameter';
import { numberWords, percentWords, signedPercentWords } from './values';

// What steps have alike that do the same to pictures, clips and sounds: their forms, draws and words.

type Axis = 'horizontal' | 'vertical';

export const mirroring = {
  title: 'Flip',
  family: 'Geometry',
  noun: 'flip',
  parameters: {
    axis: {
      kind: 'choice',
      title: 'Direction',
      options: { horizontal: 'left ↔ right', vertical: 'top ↕ bottom', either: 'either way' },
      default: 'horizontal',
    },
  } as const satisfies { axis: ChoiceParameter },
  draw({ axis }: { readonly axis: Axis | 'either' }, random: Random): { readonly axis: Axis } {
    const either = random.uniform() < 0.5 ? 'horizontal' : 'vertical'; // drawn always: a changed axis does not redraw
    return { axis: axis === 'either' ? either : axis };
  },
  describe: ({ axis }: { readonly axis: Axis }) => (axis === 'horizontal' ? 'flipped' : 'flipped top to bottom'),
  reorients: {
    choice: 'axis',
    words: { horizontal: ['horizontal'], vertical: ['vertical'], either: ['horizontal', 'vertical'] },
  } satisfies Reorients,
} as const;

/** Degrees of a turn about the centre. */
export const angleRange = (usual: Range): RangeParameter => ({
  kind: 'range',
  title: 'Angle',
  help: 'Above 0 turns counter-clockwise.',
  min: -180,
  max: 180,
  slider: [-45, 45],
  step: 1,
  neutral: 0,
  unit: '°',
  default: usual,
});

export const turnedWords = (degrees: number): string => (degrees === 0 ? '' : `rotated ${numberWords(degrees, 1)}°`);

/** How many rectangles of which area are painted over; at most `most`, of which the slider shows `shown`. */
export const erasedParameters = (most: number, shown: number) => ({
  count: {
    kind: 'range',
    title: 'Areas',
    min: 0,
    max: most,
    slider: [0, shown],
    step: 1,
    neutral: 0,
    integer: true,
    unit: 'areas',
    one: 'area',
    default: [1, 1],
  } as const satisfies RangeParameter,
  area: shareRange({ title: 'Size of each', help: 'Share of the picture.', slider: [0, 0.3], default: [0.02, 0.1] }),
});

/** Takes the numbers of `most` areas, and makes the first of them: one more area leaves the others where they are. */
export function drawErased(count: Range, area: Range, most: number, random: Random): readonly Share[] {
  const wanted = random.integer(count);
  const areas = Array.from({ length: wanted }, (): Share => {
    const box = boxOfArea(random.between(area), power(2, random.between([-1, 1])));
    const [width, height] = [rounded(box.width, 4), rounded(box.height, 4)];
    return { x: random.between([0, 1 - width], 4), y: random.between([0, 1 - height], 4), width, height };
  });
  for (let left = (most - wanted) * numbersAnArea; left > 0; left--) random.seed();
  return areas;
}
const numbersAnArea = 4; // size, shape, and place across and down

export function erasedWords(areas: readonly Share[]): string {
  const shares = areas.map((a) => a.width * a.height).filter((share) => share > 0);
  if (shares.length === 0) return '';
  if (shares.length === 1) return `1 area of ${percentWords(shares[0]!, 1)} erased`;
  return `${shares.length} areas, ${percentWords(shares.reduce((sum, share) => sum + share, 0))} erased`;
}

/** The rectangles in whole pixels of a picture, without those that are too small for one. */
export const erasedBoxes = (areas: readonly Share[], size: Size): readonly Box[] =>
  areas.map((area) => boxIn(area, size)).filter((b) => b.right > b.left && b.bottom > b.top);

type Softness = {
  /** Share of the shorter side. */
  readonly sigma: number;
};

export const softening = {
  title: 'Blur',
  noun: 'blur',
  row: 'σ {sigma}',
  parameters: {
    sigma: shareRange({
      title: 'Strength',
      help: 'Standard deviation as a share of the shorter side: 0.5 % of 400 pixels are 2.',
      max: 0.1,
      slider: [0, 0.03],
      step: 0.001,
      default: [0.002, 0.008],
    }),
  },
  draw: ({ sigma }: { readonly sigma: Range }, random: Random): Softness => ({ sigma: random.between(sigma, 5) }),
  describe: ({ sigma }: Softness) => (sigma === 0 ? '' : `blur σ ${percentWords(sigma, 2)}`),
} as const;

/** How far a clip moves within its length. */
export const shiftRange: RangeParameter = {
  kind: 'range',
  title: 'Shift',
  help: 'Share of the clip; above 0 is later.',
  min: -1,
  max: 1,
  slider: [-0.5, 0.5],
  step: 0.01,
  neutral: 0,
  percent: true,
  default: [-0.15, 0.15],
};

export const shiftedWords = (fraction: number): string =>
  fraction === 0 ? '' : `shifted ${signedPercentWords(fraction)}`;

/** How much faster a clip plays, from `slowest` to `fastest`. */
export const rateRange = (slowest: number, fastest: number): RangeParameter => ({
  kind: 'range',
  title: 'Rate',
  help: 'Above 1 is faster and shorter.',
  min: slowest,
  max: fastest,
  slider: [0.5, 1.5],
  step: 0.01,
  neutral: 1,
  prefix: '×',
  default: [0.9, 1.1],
});

/** An offset of one of red, green and blue. */
export const levelsRange = (title: string, usual: Range): RangeParameter => ({
  kind: 'range',
  title,
  min: -255,
  max: 255,
  slider: [-60, 60],
  step: 1,
  neutral: 0,
  unit: 'levels',
  default: usual,
});
