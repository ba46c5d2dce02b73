import { classesOf, type Sample } from './dataset';
import { type DrawnStep, isApplied, type StepOutcome } from './draw';
import { compose, identity, type Matrix, swapsSides } from './geometry';
import type { Recipe } from './recipe';
import { matrixOf, nominal } from './recipe-motions';
import type { Catalogue } from './transform';

/** What a mixing step draws: the other sample, and the share of the one that it is mixed into, 0 to 1. */
export interface DrawnMix {
  readonly partner: string;
  readonly weight: number;
}

/** The mixes that a step drew, one after the other; none for steps that do not mix. */
export function mixesOf({ drawn }: DrawnStep): readonly DrawnMix[] {
  const { partner, weight, mixes } = drawn;
  if (Array.isArray(mixes)) return mixes as readonly DrawnMix[];
  return typeof partner === 'string' && typeof weight === 'number' ? [{ partner, weight }] : noMixes;
}
const noMixes: readonly DrawnMix[] = [];

/** The sample whose objects a step put over the picture; no target is mixed by that. */
export const copiedOf = ({ drawn: { partner, weight } }: DrawnStep): string | undefined =>
  typeof partner === 'string' && weight === undefined ? partner : undefined;

/** The recipe's `classMap`, and how its steps turn a picture. */
export interface Renaming {
  rename(name: string): string;
  /** What a step does to coordinates, in a picture of the nominal size. */
  matrix(step: DrawnStep): Matrix;
}

/** Undefined when the recipe has no `classMap`. */
export function renamingOf(recipe: Recipe, catalogue: Catalogue): Renaming | undefined {
  const classMap = new Map(Object.entries(recipe.labels?.classMap ?? {}));
  if (classMap.size === 0) return undefined;
  return {
    rename: (name) => classMap.get(name) ?? name,
    matrix: ({ transform, drawn }) => matrixOf(catalogue.get(transform), drawn),
  };
}

/** Whether left and right have changed places in the end: in the sample's own picture, and in each that was mixed in. */
export interface Sides {
  readonly own: boolean;
  readonly mixes: readonly boolean[];
}

export function sidesOf(steps: readonly DrawnStep[], renaming: Renaming | undefined): Sides {
  if (!renaming) return { own: false, mixes: steps.flatMap(mixesOf).map(() => false) };
  let after = identity; // of the steps behind, from the last one on
  const mixes: boolean[] = [];
  for (const step of [...steps].reverse()) {
    mixes.unshift(...mixesOf(step).map(() => swapsSides(after, nominal)));
    after = compose(after, renaming.matrix(step));
  }
  return { own: swapsSides(after, nominal), mixes };
}

/**
 * The target of a variant: class → weight. Each mix makes t · target₁ + (1 − t) · target₂ of what the steps before it
 * left (mixup, Zhang et al. 2018), the partner being an undrawn original. One label a sample sums to 1; of several,
 * each starts at 1. A sample without labels has an empty target. `classMap` renames what is mirrored in the end.
 */
export function targetsOf(
  sample: Sample,
  outcomes: readonly StepOutcome[],
  find: (path: string) => Sample | undefined,
  renaming?: Renaming,
): ReadonlyMap<string, number> {
  const steps = outcomes.filter(isApplied);
  const sides = sidesOf(steps, renaming);
  const named = (of: Sample, swapped: boolean) =>
    classesOf(of).map((name) => (swapped && renaming ? renaming.rename(name) : name));
  const target = new Map<string, number>();
  // two classes may become one, never heavier than a whole
  const add = (name: string, weight: number) => target.set(name, Math.min(1, (target.get(name) ?? 0) + weight));
  for (const name of named(sample, sides.own)) add(name, 1);
  for (const [i, mix] of steps.flatMap(mixesOf).entries()) {
    const partner = find(mix.partner);
    if (!partner) throw new Error(`${mix.partner}, the partner of ${sample.path}, is not in the dataset`);
    for (const [name, weight] of target) target.set(name, weight * mix.weight);
    for (const name of named(partner, sides.mixes[i]!)) add(name, 1 - mix.weight);
  }
  return target;
}

/** The class with the most weight; of equal ones the sample's own, which comes first. */
export function heaviestClass(target: ReadonlyMap<string, number>): string | undefined {
  let heaviest: string | undefined;
  for (const [name, weight] of target) {
    if (heaviest === undefined || weight > target.get(heaviest)!) heaviest = name;
  }
  return heaviest;
}
