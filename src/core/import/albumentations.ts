import type { Parameter } from '../parameters';
import {
  childrenOf,
  isTransformStep,
  type Recipe,
  recipeDefaults,
  type Step,
  stepParameters,
  type TransformStep,
} from '../recipe';
import type { CheckableCatalogue } from '../recipe-check';
import { numberWords } from '../values';
import { counterparts } from './albumentations-steps';
import type { Arguments } from './albumentations-values';

/** A recipe out of another library's document, and in words what differs and what was left out, by their names. */
export interface OpenedRecipe {
  readonly recipe: Recipe;
  readonly notes: readonly string[];
  /** Those of the notes that name what was left out. */
  readonly leftOut: readonly string[];
}

/** One of their transforms or groups. */
type Node = Arguments & { readonly __class_fullname__: string };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && '__class_fullname__' in value;

/** True for what `A.to_dict` and `A.save` of Albumentations write. */
export const isAlbumentations = (value: unknown): boolean => isNode(rootOf(value));

const rootOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'transform' in value ? value.transform : value;

/**
 * The recipe that comes nearest to an Albumentations 2.x pipeline (`A.to_dict`, as JSON). What has no equivalent is left
 * out and named in the notes. Throws an Error when the document is none of these.
 */
export function openAlbumentations(value: unknown, catalogue: CheckableCatalogue): OpenedRecipe {
  const root = rootOf(value);
  if (!isNode(root)) {
    throw new Error('this is no Albumentations recipe: write one with A.save(transform, "recipe.json")');
  }
  const notes: string[] = [];
  const leftOut: string[] = [];
  const tell: Tell = (words, left) => {
    notes.push(words);
    if (left) leftOut.push(words);
  };
  const steps = stepsOf(root, tell).map((step) => fitted(step, catalogue, notes));
  const least = root.bbox_params?.min_visibility;
  const labels = typeof least === 'number' && least > 0 && { labels: { minVisibility: Math.min(1, least) } };
  const output = recipeDefaults.output;
  return {
    recipe: { version: 1, modality: 'image', seed: 7, variants: 4, steps, output, ...labels },
    notes: [...new Set(notes)],
    leftOut: [...new Set(leftOut)],
  };
}

type Tell = (words: string, left?: 'left out') => void;

function stepsOf(node: Node, tell: Tell): readonly Step[] {
  const name = node.__class_fullname__.slice(node.__class_fullname__.lastIndexOf('.') + 1);
  const p = typeof node.p === 'number' ? node.p : 1;
  const children = ((node.transforms ?? []) as readonly unknown[]).filter(isNode);
  switch (name) {
    case 'Compose':
    case 'Sequential':
      return together(
        children.flatMap((child) => stepsOf(child, tell)),
        p,
        () => tell(`${name}: all in it happen together here, whatever their own chances`),
      );
    case 'OneOf':
      return group(children, p, tell, (oneOf) => ({ oneOf }));
    case 'OneOrOther':
      return group(
        children.map((child, i) => ({ ...child, p: i === 0 ? p : 1 - p })),
        1,
        tell,
        (oneOf) => ({ oneOf }),
      );
    case 'SomeOf':
    case 'RandomOrder':
      if (node.replace) tell(`${name}: each is taken once at most here`);
      if (name === 'RandomOrder') tell(`${name}: in the order of the list here`);
      return group(children, p, tell, (someOf) => {
        const count = Math.min(someOf.length, Number(node.n ?? someOf.length));
        return { someOf, count: [count, count] };
      });
  }
  const known = Object.hasOwn(counterparts, name) ? counterparts[name]!(node) : { missing: 'has no equivalent here' };
  if ('missing' in known) {
    tell(`${name}: left out, it ${known.missing}`, 'left out');
    return [];
  }
  if (known.differs !== undefined) tell(`${name}: ${known.differs}`);
  return together(known.steps, p, () => {});
}

/** Steps that happen together, with a chance: one of them as it is, several as a group of which all are taken. */
function together(steps: readonly Step[], p: number, tellChances: () => void): readonly Step[] {
  if (p === 1 || steps.length === 0) return steps;
  const [only] = steps;
  if (steps.length === 1) return [{ ...only!, probability: p * (only!.probability ?? 1) }];
  if (steps.some((step) => (step.probability ?? 1) < 1)) tellChances();
  const someOf = steps.map(({ probability: _, ...step }) => step as Step);
  return [{ someOf, count: [steps.length, steps.length], probability: p }];
}

/** A group whose children's chances are their weights. */
function group(
  children: readonly Node[],
  p: number,
  tell: Tell,
  make: (steps: readonly Step[]) => Step,
): readonly Step[] {
  const steps = children.flatMap((child) => {
    const inner = stepsOf({ ...child, p: 1 }, tell);
    const [only] = inner;
    if (!only) return [];
    const whole: Step = inner.length === 1 ? only : { someOf: inner, count: [inner.length, inner.length] };
    return [typeof child.p === 'number' && child.p !== 1 ? { ...whole, probability: child.p } : whole];
  });
  if (steps.length === 0) return [];
  const made = make(steps);
  return [p === 1 ? made : { ...made, probability: p }];
}

/** Values that a step here can have: out of range they become its end, and what was not said our default. */
function fitted(step: Step, catalogue: CheckableCatalogue, notes: string[]): Step {
  if (!isTransformStep(step)) {
    const children = childrenOf(step).map((child) => fitted(child, catalogue, notes));
    return 'oneOf' in step ? { ...step, oneOf: children } : { ...step, someOf: children };
  }
  const { parameters } = catalogue.get(step.transform)!;
  const values = Object.entries(stepParameters(step)).flatMap(([name, value]) => {
    const fit = fittedValue(parameters[name]!, value);
    if (fit !== undefined && JSON.stringify(fit) !== JSON.stringify(rounded(value))) {
      notes.push(
        `${step.transform}: ${name} goes no further than ${[fit]
          .flat()
          .map((v) => numberWords(Number(v)))
          .join(' to ')}`,
      );
    }
    return fit === undefined ? [] : [[name, fit] as const];
  });
  const chance = step.probability === undefined ? {} : { probability: step.probability };
  return { transform: step.transform, ...chance, ...Object.fromEntries(values) } as TransformStep;
}

const rounded = (value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : Array.isArray(value) ? value.map(rounded) : value;

function fittedValue(p: Parameter, value: unknown): unknown {
  if (p.kind !== 'range' && p.kind !== 'number') return value;
  const list = ([rounded(value)].flat() as readonly number[]).map((v) => (p.integer ? Math.round(v) : v));
  if (!list.every(Number.isFinite)) return undefined;
  const inside = list.map((v) => Math.min(p.max, Math.max(p.min, v)));
  return p.kind === 'range' ? inside : inside[0];
}
