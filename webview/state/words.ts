import { childrenOf, isTransformStep } from '../../src/core/recipe';
import type { TransformInfo } from '../../src/core/transform';
import { percentWords, summarizeStep } from '../../src/core/values';
import { oddsIn } from './odds';
import type { StepRow } from './places';

/** The chance of a step as its row says it: "always", "50 %", "1 in 2" in a group, "off". */
export function chanceWords({ step, group, place }: StepRow): string {
  if (step.disabled) return 'off';
  const own = step.probability ?? 1;
  const odds = group ? oddsIn(group)?.[place.at(-1)!] : own;
  if (odds === undefined) return 'by weight';
  if (odds === 0) return 'never';
  if (odds === 1) return 'always';
  return group ? inTurns(odds) : percent(odds);
}

/** "1 in 2", "2 in 3"; a percentage where no small numbers say it. */
function inTurns(odds: number): string {
  for (let of = 2; of <= 12; of++) {
    const turns = Math.round(odds * of);
    const isPlain = turns === 1 || (turns > 1 && of <= 4);
    if (isPlain && Math.abs(odds - turns / of) < 1e-6) return `${turns} in ${of}`;
  }
  return percent(odds);
}

const percent = (share: unknown): string => (typeof share === 'number' ? percentWords(share, 1) : '?');

/** The values of a step in short: "±8°", "2 steps". */
export function rowWords({ step }: StepRow, info: TransformInfo | undefined): string {
  if (isTransformStep(step)) return info ? safeSummary(info, step) : 'not known here';
  const children = childrenOf(step).length;
  const steps = children === 1 ? '1 step' : `${children} steps`;
  if ('oneOf' in step) return steps;
  const [low, high] = step.count;
  return `${low === high ? low : `${low}–${high}`} of ${steps}`;
}

/** A recipe from the settings may hold anything where a value should be. */
function safeSummary(info: TransformInfo, step: Parameters<typeof summarizeStep>[1]): string {
  try {
    return summarizeStep(info, step);
  } catch {
    return 'not valid';
  }
}

/** Seconds as people say them: "7 s", "3 min", "2 h 5 min". */
export function secondsWords(seconds: number): string {
  if (seconds < 99.5) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1,234 images`, with the right word for one. */
export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** The last part of a path of either kind of system. */
export const folderName = (path: string): string => path.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '') || path;

/** "a, b or c" */
export function listWords(words: readonly string[], last: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
