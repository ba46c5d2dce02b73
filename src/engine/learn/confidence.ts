/** How sure neighbours were of a label, and whether they were right. */
export interface JudgedLabel {
  readonly score: number;
  readonly right: boolean;
}

/** One-sided: the share is at least the bound nine times out of ten. */
const z = 1.2815515655446004;

/**
 * The least share that `right` of `all` speaks for: Wilson's bound with the correction for whole numbers (Newcombe 1998),
 * without which seven right ones of seven would speak for 80 %, which happens by luck one time in five.
 */
export function leastShare(right: number, all: number): number {
  if (right === 0) return 0;
  const wrong = all - right;
  const spread = z * Math.sqrt(z * z - 2 - 1 / all + (4 * right * (wrong + 1)) / all);
  return (2 * right + z * z - 1 - spread) / (2 * (all + z * z));
}

/**
 * For each judgement, the surest first, how far labels that are as sure can be trusted: the least share of right ones among
 * all that are as sure or surer. From where that is highest it only falls: a lucky stretch further down lifts nothing.
 * Equal scores are as sure as each other.
 */
export function confidences(
  judged: readonly JudgedLabel[],
): readonly (JudgedLabel & { readonly confidence: number })[] {
  const sorted = [...judged].sort((a, b) => b.score - a.score);
  const shares: number[] = [];
  let right = 0;
  for (const [i, one] of sorted.entries()) {
    if (one.right) right++;
    shares[i] = leastShare(right, i + 1);
  }
  for (let i = sorted.length - 2; i >= 0; i--)
    if (sorted[i]!.score === sorted[i + 1]!.score) shares[i] = shares[i + 1]!;
  const peak = shares.lastIndexOf(Math.max(...shares));
  let least = 1;
  return sorted.map((one, i) => {
    least = Math.min(least, shares[Math.max(i, peak)]!);
    return { ...one, confidence: least };
  });
}
