import type { Parameter, Parameters } from './parameters';
import { isTransformStep, type Recipe, type Step, stepParameters, type TransformStep, walkSteps } from './recipe';
import { type CheckableCatalogue, checkRecipe, problemLines } from './recipe-check';
import type { NamedRecipe } from './tuning';

/** A parameter of a step, and the values that are tried. */
export interface Axis {
  /** `steps[0]` */
  readonly path: string;
  readonly parameter: string;
  readonly values: readonly string[];
}

/** More recipes than this would be trained for hours. */
const most = 100;

/** Values that are worth trying first, by transform. */
const usual: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'embedding.noise': { features: ['0.25', '0.5', '1'], sigma: ['0.1', '0.25', '0.5', '1'] },
  'text.neighbor': { k: ['3', '10'], metric: ['cosine', 'euclidean'] },
};
const usualShares = ['0.1', '0.2', '0.4'];

/** What to try first: what the first step that has something to try is known for, else its first range, weaker and stronger. */
export function proposedAxes({ steps }: Recipe, catalogue: CheckableCatalogue): readonly Axis[] {
  for (const [path, step] of walkSteps(steps)) {
    const axes = isTransformStep(step) && !step.disabled ? axesOf(path, step, catalogue) : [];
    if (axes.length > 0) return axes;
  }
  return [];
}

function axesOf(path: string, step: TransformStep, catalogue: CheckableCatalogue): readonly Axis[] {
  const { parameters = {} } = catalogue.get(step.transform) ?? {};
  const known = usual[step.transform];
  if (known) return Object.entries(known).map(([parameter, values]) => ({ path, parameter, values }));
  if (parameters.words?.kind === 'range') return [{ path, parameter: 'words', values: usualShares }];
  const range = Object.entries(parameters).find(([, { kind }]) => kind === 'range');
  if (!range) return [];
  const [parameter, declared] = range;
  return [{ path, parameter, values: strengths(declared, stepParameters(step)[parameter]) }];
}

/** The range half as far from its neutral value, as it is, and twice as far. */
function strengths(declared: Parameter, given: unknown): readonly string[] {
  if (declared.kind !== 'range') return [];
  const [low, high] = (Array.isArray(given) ? given : declared.default) as readonly [number, number];
  const { min, max, neutral = Math.max(0, min), integer } = declared;
  const moved = (value: number, by: number) => {
    const next = Math.min(max, Math.max(min, neutral + (value - neutral) * by));
    return integer ? Math.round(next) : Number(next.toFixed(4));
  };
  return [...new Set([0.5, 1, 2].map((by) => `${moved(low, by)}..${moved(high, by)}`))];
}

/** `words=0.1,0.3 steps[1].k=3,10`: as a user types it. */
export const axesText = (axes: readonly Axis[]): string =>
  axes.map(({ path, parameter, values }) => `${path}.${parameter}=${values.join(',')}`).join(' ');

/** Reads `axesText`; a parameter without the path of its step is the first one of that name. Throws what is wrong with it. */
export function readAxes(text: string, { steps }: Recipe, catalogue: CheckableCatalogue): readonly Axis[] {
  const all = [...walkSteps(steps)].flatMap(([path, step]) =>
    isTransformStep(step) && !step.disabled
      ? Object.keys(catalogue.get(step.transform)?.parameters ?? {}).map((parameter) => ({ path, parameter }))
      : [],
  );
  return text
    .trim()
    .split(/[\s;]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [name, given] = word.split('=', 2) as [string, string | undefined];
      const found = all.find(({ path, parameter }) => name === parameter || name === `${path}.${parameter}`);
      const values = given?.split(',').filter((value) => value !== '') ?? [];
      if (found && values.length > 0) return { ...found, values };
      const known = [...new Set(all.map(({ parameter }) => parameter))].join(', ');
      throw new Error(`"${word}" must name a parameter (${known}) and values to try, as in sigma=0.1,0.5`);
    });
}

/** A recipe for each combination of the values. Throws what is wrong with one, or that there are too many. */
export function gridOf(recipe: Recipe, axes: readonly Axis[], catalogue: CheckableCatalogue): readonly NamedRecipe[] {
  const count = axes.reduce((product, { values }) => product * values.length, 1);
  if (count > most) throw new Error(`${count} combinations are too many to train: at most ${most}. Try fewer values.`);
  return axes.length === 0
    ? []
    : axes.reduce<readonly NamedRecipe[]>(
        (made, axis) => made.flatMap((one) => axis.values.map((value) => withValue(one, axis, value, catalogue))),
        [{ name: '', recipe }],
      );
}

function withValue(
  { name, recipe }: NamedRecipe,
  axis: Axis,
  value: string,
  catalogue: CheckableCatalogue,
): NamedRecipe {
  const [, step] = [...walkSteps(recipe.steps)].find(([path]) => path === axis.path)!;
  const parameters: Parameters = catalogue.get((step as TransformStep).transform)!.parameters;
  const declared = parameters[axis.parameter]!;
  const next = { ...step, [axis.parameter]: valueFrom(declared, value) } as Step;
  const checked = checkRecipe({ ...recipe, steps: replaced(recipe.steps, step, next) }, catalogue);
  if ('problems' in checked) throw new Error(`${axis.parameter}=${value}: ${problemLines(checked.problems)}`);
  const words = `${declared.title.toLowerCase()} ${value.replace('..', ' to ')}`;
  return { name: name === '' ? words : `${name}, ${words}`, recipe: checked.recipe };
}

function valueFrom({ kind }: Parameter, text: string): unknown {
  if (kind === 'range') {
    const [low, high = low] = text.split('..').map(Number);
    return [low, high];
  }
  if (kind === 'number') return Number(text);
  return kind === 'boolean' ? text === 'true' : text;
}

const replaced = (steps: readonly Step[], old: Step, by: Step): readonly Step[] =>
  steps.map((step) => {
    if (step === old) return by;
    if (isTransformStep(step)) return step;
    return 'oneOf' in step
      ? { ...step, oneOf: replaced(step.oneOf, old, by) }
      : { ...step, someOf: replaced(step.someOf, old, by) };
  });
