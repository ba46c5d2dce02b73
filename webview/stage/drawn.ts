import { isApplied } from '../../src/core/draw';
import type { ToldStep } from '../../src/protocol-tiles';
import { listWords } from '../state/words';

/** A piece of the sentence under a tile. */
export interface DrawnWords {
  readonly text: string;
  /** Of the chosen step: bright. */
  readonly now?: true;
  readonly skipped?: true;
}

/**
 * What was drawn, in step order, the chosen step's words marked, so that one slider can be followed over six tiles:
 * "⊘ rotate skipped" first when it was skipped, "no flip or noise" last.
 */
export function drawnWords(steps: readonly ToldStep[], chosen: string | undefined): readonly DrawnWords[] {
  const isChosen = (path: string) => chosen !== undefined && (path === chosen || path.startsWith(`${chosen}.`));
  const own = steps.filter((s) => isChosen(s.path));
  const applied = steps.filter((s) => isApplied(s) && s.words !== '');
  const nouns = steps.filter((s) => !isApplied(s) && !isChosen(s.path) && told.has(s.skipped)).map((s) => s.words);
  const absent = [...new Set(nouns)];
  return [
    ...(own.length > 0 && !own.some(isApplied) ? [{ text: skippedWords(own), now: true, skipped: true } as const] : []),
    ...applied.map(({ path, words }) => ({ text: unbroken(words), ...(isChosen(path) && { now: true as const }) })),
    ...(absent.length > 0 ? [{ text: `no ${listWords(absent, 'or')}` }] : []),
  ];
}

/** "brightness −7 %" with a space in it that no line breaks at: a number stays with its unit. */
const unbroken = (words: string): string => words.replace(/(\d) (?=(?:%|levels|px|m?s|k?Hz|dB)(?![\w]))/g, '$1\u00a0');

/** Reasons worth a word; what is off, or lost the draw of its group, is not. */
const told: ReadonlySet<string> = new Set(['chance', 'class', 'nothing to do', 'unknown labels']);

function skippedWords(own: readonly ToldStep[]): string {
  const nouns = listWords(
    own.map((s) => s.words),
    'and',
  );
  const [first] = own;
  switch (first && !isApplied(first) ? first.skipped : undefined) {
    case 'off':
      return `${nouns} off`;
    case 'class':
      return `${nouns} skipped for this class`;
    case 'not chosen':
      return `${nouns} not chosen`;
    case 'nothing to do':
      return `${nouns} could not be done`;
    case 'unknown labels':
      return `${nouns} left out: its labels are of an unknown kind`;
    default:
      return `${nouns} skipped`;
  }
}

/** A file's name, short enough for a tile: `0979a14e….jpg`. */
export function shortName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return [...stem].length > 20 ? `${[...stem].slice(0, 8).join('')}…${name.slice(stem.length)}` : name;
}
