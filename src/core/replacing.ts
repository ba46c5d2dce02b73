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
  const ranks = new Float64Array(places.length);
  const picks = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) {
    ranks[i] = own.uniform();
    picks[i] = own.uniform();
  }
  const edits: Edit[] = [];
  const count = countOf(share, places.length);
  if (count === 0) return edits;
  const last = ranks.slice().sort()[count - 1]!;
  let ties = count - ranks.reduce((below, rank) => below + Number(rank < last), 0);
  for (let i = 0; i < places.length; i++) {
    if (ranks[i]! > last || (ranks[i] === last && ties-- <= 0)) continue;
    const { word, candidates } = places[i]!;
    const now = withCaseOf(word.text, weighted(candidates, picks[i]!).text);
    const article = articleEdit(text.text, word.start, now);
    if (article) edits.push(article);
    edits.push({ at: word.start, was: word.text, now });
  }
  return edits;
}

const countOf = (share: number, of: number): number =>
  share === 0 || of === 0 ? 0 : Math.max(1, Math.round(share * of));

/** The share of the list with the lowest ranks, at least one unless the share is 0. */
export const chosen = <T extends { readonly rank: number }>(list: readonly T[], share: number): readonly T[] =>
  [...list].sort((a, b) => a.rank - b.rank).slice(0, countOf(share, list.length));

function weighted(candidates: readonly Candidate[], pick: number): Candidate {
  let sum = 0;
  for (const { weight } of candidates) sum += weight;
  let left = pick * sum;
  for (const candidate of candidates) {
    left -= candidate.weight;
    if (left < 0) return candidate;
  }
  return candidates.at(-1)!;
}

const space = 32;
const article = /(?<![\p{L}\p{N}'’.-])(an?)( +)$/iu;

/** `a` becomes `an`, or back, where the word that comes to stand after it, at this place, asks for it. */
export function articleEdit(text: string, at: number, word: string): Edit | undefined {
  let end = at - 1;
  while (text.charCodeAt(end) === space) end--;
  if (end === at - 1 || !/[an]/i.test(text.charAt(end))) return undefined; // as nearly always
  const found = article.exec(text.slice(Math.max(0, at - 12), at));
  if (!found) return undefined;
  const [whole, was] = found as unknown as [string, string];
  const right = articleBefore(word);
  if (was.toLowerCase() === right) return undefined;
  return { at: at - whole.length, was, now: was.startsWith('A') ? `A${right.slice(1)}` : right };
}

/** "2 synonyms"; the articles that followed are not counted. */
export function countWords(edits: readonly Edit[], one: string, many: string): string {
  const count = edits.filter(({ was }) => !/^an?$/i.test(was)).length;
  return count === 0 ? '' : `${numberWords(count)} ${count === 1 ? one : many}`;
}
