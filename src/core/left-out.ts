import type { Candidate, LeftOut } from './text';

/**
 * The likeliest word of WordNet that was not let in. `likely` are those that miss only being common, `known` those of any
 * sense; both hold what was let in.
 */
export function keptOut(
  letIn: readonly Candidate[],
  likely: readonly Candidate[],
  known: readonly Candidate[],
): LeftOut | undefined {
  const own = new Set(letIn.map(({ text }) => text));
  const first = (candidates: readonly Candidate[]) => candidates.find(({ text }) => !own.has(text))?.text;
  const rare = first(likely);
  if (rare !== undefined) return { text: rare, because: 'rarer than the strict limit' };
  const odd = first(known);
  return odd === undefined ? undefined : { text: odd, because: 'of a rare sense, or mostly another part of speech' };
}
