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
  const { needed, short } = balanceNeeds(held, augmented, variants);
  const counter = () => {
    const seen = new Map<string, number>();
    return (source: Sample) => {
      const name = classesOf(source)[0];
      if (name === undefined) return variants;
      const at = seen.get(name) ?? 0;
      seen.set(name, at + 1);
      return evenPart(needed.get(name)!, augmented.get(name)!, at);
    };
  };
  const count = counter();
  return {
    total: sources.reduce((sum, source) => sum + count(source), 0),
    counter,
    short,
  };
}

type Counts<K> = ReadonlyMap<K, number>;

/** Variants that each class needs to reach where the largest one comes, and the classes that can't. */
export function balanceNeeds<K>(
  held: Counts<K>,
  augmented: Counts<K>,
  variants: number,
): { readonly needed: Counts<K>; readonly short: readonly K[] } {
  const target = [...held].reduce(
    (largest, [name, count]) => Math.max(largest, count + variants * (augmented.get(name) ?? 0)),
    0,
  );
  const missing = (name: K): number => target - (held.get(name) ?? 0);
  const needed = new Map([...augmented].map(([name, count]) => [name, Math.min(missing(name), most * count)]));
  return { needed, short: [...needed].filter(([name, n]) => n < missing(name)).map(([name]) => name) };
}

/** What the item at a place gets, from 0, when so many are shared out evenly. */
export const evenPart = (whole: number, among: number, at: number): number =>
  Math.floor(whole / among) + (at < whole % among ? 1 : 0);

/** A sample with several labels counts for its first. */
function countByClass(samples: readonly Sample[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const sample of samples) {
    const name = classesOf(sample)[0];
    if (name !== undefined) count.set(name, (count.get(name) ?? 0) + 1);
  }
  return count;
}
