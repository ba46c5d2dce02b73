import { exp, log } from '../../core/exact';

/** How sure neighbours were of a label, and whether they were right. */
export interface JudgedLabel {
  readonly score: number;
  readonly right: boolean;
}

/** One time in ten, the share of right labels of a class is less than was asked for. */
const risk = 0.1;

/** So many of the surest are looked at first: the fewest that can speak for 95 %. Each further look takes half as many more. */
const [first, growth] = [45, 1.5];

/**
 * The least share that `right` of `all` speaks for: one so small, or smaller, would bring as many right ones by luck with
 * a chance of `risk` at most (Clopper and Pearson 1934).
 */
export function leastShare(right: number, all: number): number {
  if (right === 0) return 0;
  const wrong = all - right;
  let ways = 0; // logarithm of how many choices of so many wrong ones there are
  for (let j = 1; j <= wrong; j++) ways += log((all - j + 1) / j);
  const luck = (share: number): number => {
    let [term, sum] = [1, 1]; // so many wrong ones; then, each time, one less
    for (let j = wrong; j > 0 && term > 1e-12 * sum; j--) {
      term *= (j / (all - j + 1)) * (share / (1 - share));
      sum += term;
    }
    return exp(ways + right * log(share) + (wrong > 0 ? wrong * log(1 - share) : 0)) * sum;
  };
  let [low, high] = [0, right / all];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (luck(middle) > risk) high = middle;
    else low = middle;
  }
  return low;
}

/**
 * For each judgement, the surest first, how far labels that are as sure can be trusted: the least share of right ones among
 * all that are as sure or surer. The best of all thresholds would be chosen by luck, as it is seen in the same judgements
 * that it is judged by. So a fixed sequence of them is looked at, chosen by their numbers alone, and a share counts only
 * as far as all before it reach it (fixed-sequence testing; Angelopoulos et al. 2021, "Learn then Test"). Equal scores
 * are as sure as each other.
 */
export function confidences(
  judged: readonly JudgedLabel[],
): readonly (JudgedLabel & { readonly confidence: number })[] {
  const sorted = [...judged].sort((a, b) => b.score - a.score);
  const trusted = new Float64Array(sorted.length);
  let [done, right, least] = [0, 0, 1];
  for (let count = first; done < sorted.length; count = Math.ceil(done * growth)) {
    const end = withEquals(sorted, Math.min(count, sorted.length));
    for (const one of sorted.slice(done, end)) if (one.right) right++;
    least = Math.min(least, leastShare(right, end));
    trusted.fill(least, done, end);
    done = end;
  }
  return sorted.map((one, i) => ({ ...one, confidence: trusted[i]! }));
}

/** So many of the surest, with those that are as sure as the last of them. */
function withEquals(sorted: readonly JudgedLabel[], count: number): number {
  let end = count;
  while (end < sorted.length && sorted[end]!.score === sorted[count - 1]!.score) end++;
  return end;
}
