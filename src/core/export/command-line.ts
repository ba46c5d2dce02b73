/** Where a stream comes from: all absolute paths, so that a script runs from anywhere. */
export interface StreamPlace {
  /** The program and its first arguments: `["node", "…/cli.js"]`. */
  readonly command: readonly string[];
  readonly dataset: string;
  /** Path of a recipe file, or the name of a preset. */
  readonly recipe: string;
}

/** A word of a POSIX shell's command line, quoted where it must be. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** `… stream <dataset> --recipe R`, as words. */
export const commandWords = ({ command, dataset, recipe }: StreamPlace): readonly string[] => [
  ...command,
  'stream',
  dataset,
  '--recipe',
  recipe,
];
