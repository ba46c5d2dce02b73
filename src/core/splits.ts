import type { Split } from './dataset';

const words: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  validation: 'validation',
  valid: 'validation',
  dev: 'validation',
  val: 'validation',
  test: 'test',
  testing: 'test',
  eval: 'test',
  evaluation: 'test',
  holdout: 'test',
};

const tokensOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[-._\s\d]+/)
    .filter((token) => token !== '');
const isWord = (token: string): boolean => Object.hasOwn(words, token);

/**
 * The split that a folder's or file's name stands for: one of the words as a whole, or set off by `-._`, digits or
 * spaces (`train2017`, `clothing-test`). A name with training beside another word (`train-test`) stands for none.
 */
export function splitWord(name: string): Split | undefined {
  const found = new Set(tokensOf(name).flatMap((t) => (isWord(t) ? [words[t]!] : [])));
  if (found.has('train') && found.size > 1) return undefined;
  return found.values().next().value;
}

/** What is left of a split's name without the word: `''` for `train` and `val2017`, `seg` for `seg_train`. */
export const splitRemainder = (name: string): string =>
  tokensOf(name)
    .filter((token) => !isWord(token))
    .join(' ');

/** Words for a split in a sentence. */
export const splitTitles: Readonly<Record<Split, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};

/**
 * True when folders that stand side by side are splits, and not classes of which one is called `train` or `test`:
 * nothing but splits, or more than one kind of split. `nested` says whether a folder holds samples deeper than in itself,
 * as a split of class folders does.
 */
export function areSplits(names: readonly string[], nested: (name: string) => boolean = () => false): boolean {
  const named = names.filter((name) => splitWord(name));
  if (named.length === 0) return false;
  if (named.length === names.length) return true;
  return new Set(named.map(splitWord)).size > 1 || named.some(nested);
}
