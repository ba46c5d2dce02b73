import { type Random, randomFor } from './random';
import { chosen } from './replacing';
import { shareRange } from './shares-parameter';
import { type Edit, type Span, touches } from './spans';
import type { AnalysedText } from './text';

/** When a sentence in other words may take the place of the first. */
export interface RewritingLimits {
  /** 0 to 1, by `likeness`. */
  readonly minSimilarity: number;
  /** The longer by the shorter at most. */
  readonly lengthRatio: number;
}

/** The parameters of steps that say sentences in other words, with their defaults. */
export const rewritingParameters = (minSimilarity: number, lengthRatio: number) =>
  ({
    sentences: shareRange({
      title: 'Sentences',
      help: 'Share of the sentences; at least one.',
      step: 0.05,
      default: [0.5, 1],
    }),
    minSimilarity: {
      kind: 'number',
      title: 'Least similarity',
      help: 'Share of groups of three letters that both have.',
      min: 0,
      max: 1,
      slider: [0, 1],
      step: 0.05,
      default: minSimilarity,
    },
    lengthRatio: {
      kind: 'number',
      title: 'Most change in length',
      help: 'The longer by the shorter.',
      min: 1,
      max: 10,
      slider: [1, 3],
      step: 0.1,
      prefix: '×',
      default: lengthRatio,
    },
  }) as const;

/** A share of the sentences, at least one unless the share is 0, in the order of the text. */
export function drawSentences(text: AnalysedText, share: number, random: Random): readonly Span[] {
  const own = randomFor(random.seed());
  const drawn = text.sentences
    .filter(({ start, end }) => /\p{L}{2}/u.test(text.text.slice(start, end)))
    .map((span) => ({ span, rank: own.uniform() }));
  return chosen(drawn, share)
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start);
}

/**
 * The edits that put new sentences in the place of old ones, word by word, so that spans follow and white space stays.
 * Nothing where a new one says the same, is too far off, has other numbers, or would change a word that must stay.
 */
export function rewritten(
  text: AnalysedText,
  sentences: readonly Span[],
  said: readonly string[],
  limits: RewritingLimits,
): readonly Edit[] {
  return sentences.flatMap((span, i): readonly Edit[] => {
    const was = text.text.slice(span.start, span.end);
    const now = said[i]!.trim();
    if (!isKept(was, now, limits)) return [];
    const edits = wordEdits(was, now).map((edit) => ({ ...edit, at: edit.at + span.start }));
    const kept = text.words.filter((word) => word.kept && word.start >= span.start && word.end <= span.end);
    return edits.some((edit) => kept.some((word) => touches(edit, word))) ? [] : edits;
  });
}

function isKept(was: string, now: string, { minSimilarity, lengthRatio }: RewritingLimits): boolean {
  if (now === '' || /[\r\n]/.test(now) || bare(was) === bare(now)) return false;
  const [short, long] = [Math.min(was.length, now.length), Math.max(was.length, now.length)];
  if (long > short * lengthRatio || likeness(was, now) < minSimilarity) return false;
  const numbers = (text: string) => (text.match(/\p{N}+/gu) ?? []).sort().join(' ');
  return numbers(was) === numbers(now);
}

/** Without case, spacing and punctuation. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** How many groups of three letters two texts share, 0 to 1 (Dice), as chrF looks at translations (Popović 2015). */
export function likeness(one: string, other: string): number {
  const groups = (text: string): Map<string, number> => {
    const letters = ` ${text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
    const counts = new Map<string, number>();
    for (let i = 0; i + 3 <= letters.length; i++) {
      const group = letters.slice(i, i + 3);
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    return counts;
  };
  const [a, b] = [groups(one), groups(other)];
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, n) => all + n, 0);
  let shared = 0;
  for (const [group, n] of a) shared += Math.min(n, b.get(group) ?? 0);
  return sum(a) + sum(b) > 0 ? (2 * shared) / (sum(a) + sum(b)) : 1;
}

const tokens = (text: string): readonly string[] =>
  text.match(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\p{N}+|\s+|[^\s\p{L}\p{N}]/gu) ?? [];

/** The edits between two texts, by the longest row of words that both have. */
export function wordEdits(was: string, now: string): readonly Edit[] {
  const [a, b] = [tokens(was), tokens(now)];
  const same = (i: number, j: number) => a[i] === b[j] || (/^\s/.test(a[i]!) && /^\s/.test(b[j]!));
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = same(i, j)
        ? common[(i + 1) * width + j + 1]! + 1
        : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const edits: Edit[] = [];
  let [at, from, gone, come] = [0, 0, '', ''];
  const close = () => {
    if (gone !== '' || come !== '') edits.push({ at: from, was: gone, now: come });
    [gone, come] = ['', ''];
  };
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && same(i, j)) {
      close();
      at += a[i]!.length;
      from = at;
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      gone += a[i]!;
      at += a[i]!.length;
      i++;
    } else come += b[j++]!;
  }
  close();
  return edits;
}
