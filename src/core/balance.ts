import { classesOf, type Sample } from './dataset';
import type { Recipe } from './recipe';

/** Most variants of one source, also where balance would ask for more. */
const most = 1000;

/** How many variants each source gets, asked for in index order. */
export interface VariantCounts {
  readonly total: number;
  /** Starts again at the first source. */
  counter(): (source: Sample) => number;
  /** Classes that stay smaller than the largest because their sources are too few. */
  readonly short: readonly string[];
}

/**
 * `variants` for each source, or with `balance` as many as bring each class, originals and variants together, to where
 * the largest one comes. `training` is everything that the classes hold, `sources` what is augmented.
 */
export function variantCounts(
  recipe: Pick<Recipe, 'variants' | 'balance'>,
  training: readonly Sample[],
  sources: readonly Sample[],
): VariantCounts {
  const { variants } = recipe;
  if (!recipe.balance) return { total: sources.length * variants, counter: () => () => variants, short: [] };
  const [held, augmented] = [countByClass(training), countByClass(sources)];
  const target = [...held].reduce(
    (largest, [name, count]) => Math.max(largest, count + variants * (augmented.get(name) ?? 0)),
    0,
  );
  const needed = new Map(
    [...augmented].map(([name, count]) => [name, Math.min(target - (held.get(name) ?? 0), most * count)]),
  );
  const counter = () => {
    const seen = new Map<string, number>();
    return (source: Sample) => {
      const name = classesOf(source)[0];
      if (name === undefined) return variants;
      const [need, among, at] = [needed.get(name)!, augmented.get(name)!, seen.get(name) ?? 0];
      seen.set(name, at + 1);
      return Math.floor(need / among) + (at < need % among ? 1 : 0);
    };
  };
  const count = counter();
  return {
    total: sources.reduce((sum, source) => sum + count(source), 0),
    counter,
    short: [...needed].filter(([name, n]) => n < target - held.get(name)!).map(([name]) => name),
  };
}

/** A sample with several labels counts for its first. */
function countByClass(samples: readonly Sample[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const sample of samples) {
    const name = classesOf(sample)[0];
    if (name !== undefined) count.set(name, (count.get(name) ?? 0) + 1);
  }
  return count;
}
