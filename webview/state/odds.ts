import { childrenOf, type GroupStep } from '../../src/core/recipe';

/** Subsets are counted up to this many children: 2^12 of them. */
const mostCounted = 12;

/** The chance of each child that the group gives it to a variant, 0 to 1; undefined where it can't be counted. */
export function oddsIn(group: GroupStep): readonly number[] | undefined {
  const children = childrenOf(group);
  const weights = children.map((c) => (c.disabled ? 0 : (c.probability ?? 1)));
  if (weights.some((w) => typeof w !== 'number' || !(w >= 0))) return undefined; // a recipe may hold anything
  const drawable = weights.flatMap((w, i) => (w > 0 ? [i] : []));
  const [low, high] = 'oneOf' in group ? [1, 1] : group.count;
  if (drawable.length > mostCounted || !(low <= high)) return undefined;
  const inside = inclusions(
    drawable.map((i) => weights[i]!),
    [low, high],
  );
  return weights.map((_, i) => inside[drawable.indexOf(i)] ?? 0);
}

/** For draws by weight without repetition, as many as the count says, each count alike: how likely each is among them. */
function inclusions(weights: readonly number[], [low, high]: readonly [number, number]): readonly number[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const subsets = 1 << weights.length;
  const chance = new Float64Array(subsets); // that the first draws, in any order, are this subset
  const taken = new Float64Array(subsets);
  const inside = weights.map(() => 0);
  chance[0] = 1;
  for (let subset = 0; subset < subsets; subset++) {
    const size = bits(subset);
    const counts = countsOf(size, weights.length, low, high);
    for (const [i, weight] of weights.entries()) {
      const bit = 1 << i;
      if (subset & bit) {
        inside[i]! += chance[subset]! * counts;
        continue;
      }
      taken[subset | bit] = taken[subset]! + weight;
      chance[subset | bit]! += (chance[subset]! * weight) / (total - taken[subset]!);
    }
  }
  return inside;
}

/** The share of counts that end at this size: all that ask for more than there are end at the last one. */
function countsOf(size: number, most: number, low: number, high: number): number {
  const ends = size < most ? (size >= low && size <= high ? 1 : 0) : Math.max(0, high - Math.max(low, most) + 1);
  return ends / (high - low + 1);
}

const bits = (n: number): number => n.toString(2).replaceAll('0', '').length;
