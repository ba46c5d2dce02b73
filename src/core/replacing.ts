import { articleBefore, withCaseOf } from './english';
import { type Random, randomFor } from './random';
import type { Edit } from './spans';
import type { AnalysedText, Candidate, Replaceable } from './text';
import { numberWords } from './values';

/**
 * Replaces a share of the replaceable words, at least one, each by one of its candidates, drawn by weight. Every word has
 * its own numbers, so that a larger share keeps what the smaller one replaced.
 */
export function drawReplacements(
  text: AnalysedText,
  places: readonly Replaceable[],
  share: number,
  random: Random,
): readonly Edit[] {
  const own = randomFor(random.seed());
  const drawn = places.map((place) => ({ place, rank: own.uniform(), pick: own.uniform() }));
  const edits = chosen(drawn, share).flatMap(({ place: { word, candidates }, pick }): readonly Edit[] => {
    const now = withCaseOf(word.text, weighted(candidates, pick).text);
    return [...articleEdit(text.text, word.start, now), { at: word.start, was: word.text, now }];
  });
  return edits.sort((a, b) => a.at - b.at);
}

/** The share of the list with the lowest ranks, at least one unless the share is 0. */
export function chosen<T extends { readonly rank: number }>(list: readonly T[], share: number): readonly T[] {
  const count = share === 0 ? 0 : Math.max(1, Math.round(share * list.length));
  return [...list].sort((a, b) => a.rank - b.rank).slice(0, count);
}

function weighted(candidates: readonly Candidate[], pick: number): Candidate {
  let left = pick * candidates.reduce((sum, { weight }) => sum + weight, 0);
  for (const candidate of candidates) {
    left -= candidate.weight;
    if (left < 0) return candidate;
  }
  return candidates.at(-1)!;
}

const space = 32;
const article = /(?<![\p{L}\p{N}'’.-])(an?)( +)$/iu;

/** `a` becomes `an`, or back, where the word after it asks for it. */
function articleEdit(text: string, at: number, word: string): readonly Edit[] {
  let end = at - 1;
  while (text.charCodeAt(end) === space) end--;
  if (end === at - 1 || !/[an]/i.test(text.charAt(end))) return []; // as nearly always
  const found = article.exec(text.slice(Math.max(0, at - 12), at));
  if (!found) return [];
  const [whole, was] = found as unknown as [string, string];
  const right = articleBefore(word);
  if (was.toLowerCase() === right) return [];
  return [{ at: at - whole.length, was, now: was.startsWith('A') ? `A${right.slice(1)}` : right }];
}

/** "2 synonyms"; the articles that followed are not counted. */
export function countWords(edits: readonly Edit[], one: string, many: string): string {
  const count = edits.filter(({ was }) => !/^an?$/i.test(was)).length;
  return count === 0 ? '' : `${numberWords(count)} ${count === 1 ? one : many}`;
}
