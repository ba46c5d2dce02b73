import type { Border } from './geometry';
import type { ChoiceParameter, Color, ColorParameter } from './parameters';

/** What every step that moves the picture asks about its edges, in the same words. */
export const borderParameters = {
  border: {
    kind: 'choice',
    title: 'Edges',
    help: 'What is seen where the moved picture does not reach.',
    options: { reflect: 'Reflect', replicate: 'Replicate', constant: 'Constant', wrap: 'Wrap' },
    default: 'reflect',
  },
  fill: { kind: 'color', title: 'Fill', when: { border: ['constant'] }, default: [0, 0, 0] },
} as const satisfies { border: ChoiceParameter; fill: ColorParameter };

export type DrawnBorder = {
  readonly border: Exclude<Border, 'none'>;
  /** With the constant border only. */
  readonly fill?: Color;
};

/** What is recorded of the edges. */
export const drawnBorder = (border: DrawnBorder['border'], fill: Color): DrawnBorder =>
  border === 'constant' ? { border, fill } : { border };

/** What an operation says of the edges. */
export const edges = ({ border, fill }: DrawnBorder) => ({ border, fill: fill ?? ([0, 0, 0] as const) });
