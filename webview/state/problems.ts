import type { Parameter } from '../../src/core/parameters';
import { childrenOf, isTransformStep, type Recipe, type Step } from '../../src/core/recipe';
import { checkRecipe, type Problem } from '../../src/core/recipe-check';
import type { TransformInfo } from '../../src/core/transform';
import { numberWords, shown } from '../../src/core/values';
import type { Model } from './model';
import { rowsOf, type StepRow } from './places';
import { chance, groupCount, options, seed, variants, weight } from './settings';

/** Something that keeps the draft from being saved or run. */
export interface FieldProblem {
  /** Of the value: `steps[1].degrees[0]`. */
  readonly path: string;
  /** The step's title, where a step is meant. */
  readonly step?: string;
  /** "Angle must be a number from −180 to 180" */
  readonly sentence: string;
}

/** Everything that is wrong in the draft or in its fields, in the order of the steps. */
export function problemsOf(model: Pick<Model, 'transforms' | 'history' | 'unread'>): readonly FieldProblem[] {
  const catalogue = new Map(model.transforms.map((t) => [t.id as string, t]));
  const { recipe } = model.history.now;
  const checked = checkRecipe(recipe, catalogue);
  const found = 'problems' in checked ? checked.problems : [];
  const unread = Object.keys(model.unread).map((path) => ({ path, message: 'must be a number' }));
  const left = found.filter((p) => !(p.path in model.unread));
  return [...unread, ...left].map((problem) => inWords(problem, recipe, catalogue));
}

/** The newest recipe of the draft's history that can be shown: what the tiles keep while the draft is not valid. */
export function lastGoodRecipe({ history, transforms }: Pick<Model, 'transforms' | 'history'>): Recipe | undefined {
  const catalogue = new Map(transforms.map((t) => [t.id as string, t]));
  const drafts = [...history.past, history.now];
  return drafts.findLast(({ recipe }) => 'recipe' in checkRecipe(recipe, catalogue))?.recipe;
}

/** The problems of one parameter: `steps[1].degrees`, both of its ends included. */
export const problemsAt = (problems: readonly FieldProblem[], path: string): readonly FieldProblem[] =>
  problems.filter((p) => p.path === path || p.path.startsWith(`${path}[`));

const recipeParameters: Readonly<Record<string, Parameter>> = { seed, variants, ...options };

function inWords(problem: Problem, recipe: Recipe, catalogue: ReadonlyMap<string, TransformInfo>): FieldProblem {
  const row = rowsOf(recipe.steps).findLast((r) => problem.path.startsWith(`${r.path}.`));
  const [, name = ''] = /^(\w+)/.exec(row ? problem.path.slice(row.path.length + 1) : problem.path) ?? [];
  const parameter = row ? stepParameter(row, name, catalogue) : recipeParameters[problem.path];
  const step = row && stepTitle(row.step, catalogue);
  const sentence = parameter ? parameterSentence(parameter, problem) : `${problem.path} ${problem.message}`;
  return { path: problem.path, step, sentence };
}

function stepParameter(
  { step, group }: StepRow,
  name: string,
  catalogue: ReadonlyMap<string, TransformInfo>,
): Parameter | undefined {
  if (name === 'probability') return group ? weight : chance;
  if (!isTransformStep(step)) return name === 'count' ? groupCount(childrenOf(step).length) : undefined;
  return catalogue.get(step.transform)?.parameters[name];
}

/** As the list names a step: "Rotate", "One of". */
export function stepTitle(step: Step, catalogue: ReadonlyMap<string, Pick<TransformInfo, 'title'>>): string {
  if (!isTransformStep(step)) return 'oneOf' in step ? 'One of' : 'Some of';
  return catalogue.get(step.transform)?.title ?? step.transform;
}

function parameterSentence(p: Parameter, { path, message }: Problem): string {
  const numeric = p.kind === 'range' || p.kind === 'number';
  if (!numeric || !message.startsWith('must be')) return `${p.title}: ${message}`;
  const unit = p.percent ? ' %' : '';
  const ends = `${numberWords(shown(p, p.min))} to ${numberWords(shown(p, p.max))}${unit}`;
  const side = p.kind === 'range' && path.endsWith('[1]') ? ', second number,' : '';
  return `${p.title}${side} must be ${p.integer ? 'a whole number' : 'a number'} from ${ends}`;
}
