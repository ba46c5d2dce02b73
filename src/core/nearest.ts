/**
 * The known word that was most likely meant, if any is near: a missing, added, changed or swapped letter in three, capitals
 * aside (the restricted distance of Damerau and Levenshtein).
 */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Math.floor(Math.max(word.length, 3) / 3) + 1;
  for (const candidate of known) {
    const letters = lettersApart(word.toLowerCase(), candidate.toLowerCase());
    if (letters < least) [nearest, least] = [candidate, letters];
  }
  return nearest;
}

/** ` Did you mean "gentle"?`, or nothing. */
export const didYouMean = (word: string, known: Iterable<string>): string => {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
};

function lettersApart(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
