import { classesOf, type Sample } from './dataset';
import { type DrawnStep, isApplied, type StepOutcome } from './draw';
import type { Recipe } from './recipe';
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
  return typeof partner === 'string' && typeof weight === 'number' ? [{ partner, weight }] : [];
}

/** What a class is called after a step. */
export type Renaming = (step: DrawnStep, name: string) => string;

/** The recipe's `classMap` at steps that mirror; undefined when the recipe has none. */
export function renamingOf(recipe: Recipe, catalogue: Catalogue): Renaming | undefined {
  const classMap = new Map(Object.entries(recipe.labels?.classMap ?? {}));
  if (classMap.size === 0) return undefined;
  return ({ transform, drawn }, name) =>
    catalogue.get(transform)?.mirrored?.(drawn) ? (classMap.get(name) ?? name) : name;
}

/**
 * The target of a variant: class → weight. Each mix makes t · target₁ + (1 − t) · target₂ of what the steps before it
 * left (mixup, Zhang et al. 2018), the partner being an undrawn original. One label a sample sums to 1; of several,
 * each starts at 1. A sample without labels has an empty target. A mirroring step renames what is in the target by then.
 */
export function targetsOf(
  sample: Sample,
  outcomes: readonly StepOutcome[],
  find: (path: string) => Sample | undefined,
  renaming?: Renaming,
): ReadonlyMap<string, number> {
  let target = new Map(classesOf(sample).map((name) => [name, 1]));
  for (const step of outcomes.filter(isApplied)) {
    if (renaming) target = summed([...target].map(([name, weight]) => [renaming(step, name), weight]));
    for (const mix of mixesOf(step)) {
      const partner = find(mix.partner);
      if (!partner) throw new Error(`${mix.partner}, the partner of ${sample.path}, is not in the dataset`);
      for (const [name, weight] of target) target.set(name, weight * mix.weight);
      for (const name of classesOf(partner)) target.set(name, (target.get(name) ?? 0) + 1 - mix.weight);
    }
  }
  return target;
}

/** Two classes may become one, never heavier than a whole. */
function summed(entries: readonly (readonly [string, number])[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const [name, weight] of entries) sum.set(name, Math.min(1, (sum.get(name) ?? 0) + weight));
  return sum;
}

/** The class with the most weight; of equal ones the sample's own, which comes first. */
export function heaviestClass(target: ReadonlyMap<string, number>): string | undefined {
  let heaviest: string | undefined;
  for (const [name, weight] of target) {
    if (heaviest === undefined || weight > target.get(heaviest)!) heaviest = name;
  }
  return heaviest;
}
