import { classesOf, type Sample } from './dataset';
import { compareBytes } from './order';
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
  const held = countByClass(training);
  const { needed, servedBy, members, short } = needsOf(held, sources, variants);
  const counter = () => {
    const seen = new Map<string, number>();
    return (source: Sample) => {
      const name = servedBy(source);
      if (name === undefined) return variants;
      const at = seen.get(name) ?? 0;
      seen.set(name, at + 1);
      return evenPart(needed.get(name)!, members.get(name)!.length, at);
    };
  };
  const count = counter();
  return {
    total: sources.reduce((sum, source) => sum + count(source), 0),
    counter,
    short,
  };
}

/**
 * A sample counts for every class it has. Classes are served from the smallest on: what one misses to where the largest
 * comes, after what its samples got for smaller classes, is shared out evenly among those of its samples that have no
 * smaller class. So a class that stands beside smaller ones may become larger than the largest was.
 */
function needsOf(held: Counts<string>, sources: readonly Sample[], variants: number) {
  const augmented = countByClass(sources);
  const target = targetOf(held, augmented, variants);
  const order = [...augmented.keys()].sort((a, b) => held.get(a)! - held.get(b)! || compareBytes(a, b));
  const rank = new Map(order.map((name, i) => [name, i]));
  const servedBy = (source: Sample): string | undefined => {
    const [first, ...rest] = classesOf(source);
    return rest.reduce((least, name) => (rank.get(name)! < rank.get(least!)! ? name : least), first);
  };
  const members = new Map<string, Sample[]>(order.map((name) => [name, []]));
  for (const source of sources) members.get(servedBy(source) ?? '')?.push(source);
  const reached = new Map(held);
  const needed = new Map<string, number>();
  for (const name of order) {
    const own = members.get(name)!;
    const count = Math.min(Math.max(0, target - reached.get(name)!), most * own.length);
    needed.set(name, count);
    for (const [at, source] of own.entries()) {
      for (const one of classesOf(source)) reached.set(one, reached.get(one)! + evenPart(count, own.length, at));
    }
  }
  return { needed, servedBy, members, short: order.filter((name) => reached.get(name)! < target) };
}

type Counts<K> = ReadonlyMap<K, number>;

/** Variants that each class needs to reach where the largest one comes, and the classes that can't. */
export function balanceNeeds<K>(
  held: Counts<K>,
  augmented: Counts<K>,
  variants: number,
): { readonly needed: Counts<K>; readonly short: readonly K[] } {
  const target = targetOf(held, augmented, variants);
  const missing = (name: K): number => target - (held.get(name) ?? 0);
  const needed = new Map([...augmented].map(([name, count]) => [name, Math.min(missing(name), most * count)]));
  return { needed, short: [...needed].filter(([name, n]) => n < missing(name)).map(([name]) => name) };
}

/** Where the largest class comes with `variants` of each of its samples. */
const targetOf = <K>(held: Counts<K>, augmented: Counts<K>, variants: number): number =>
  [...held].reduce((largest, [name, count]) => Math.max(largest, count + variants * (augmented.get(name) ?? 0)), 0);

/** What the item at a place gets, from 0, when so many are shared out evenly. */
export const evenPart = (whole: number, among: number, at: number): number =>
  Math.floor(whole / among) + (at < whole % among ? 1 : 0);

function countByClass(samples: readonly Sample[]): Counts<string> {
  const count = new Map<string, number>();
  for (const sample of samples) for (const name of classesOf(sample)) count.set(name, (count.get(name) ?? 0) + 1);
  return count;
}
