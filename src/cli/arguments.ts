import { parseArgs } from 'node:util';
import { UseError } from '../core/errors';
import { didYouMean } from '../core/nearest';
import type { Shard } from '../core/shards';

/** One option of a command; `value` is what its help calls the value, absent for a switch. */
export interface Option {
  readonly value?: string;
  readonly help: string;
}
export type Options = Readonly<Record<string, Option>>;

/** What was given. Texts are checked where they are used. */
export interface Given {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** A whole number from `low` to `high`; throws a `UseError` for anything else. */
  whole(name: string, low: number, high: number): number | undefined;
}

/** Reads the words of a command line. Throws a `UseError` that says what is wrong with it. */
export function readArguments(args: readonly string[], options: Options): Given {
  const entries = Object.entries(options).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }]);
  let values: Readonly<Record<string, unknown>>;
  let words: readonly string[];
  try {
    const parsed = parseArgs({ args: [...args], options: Object.fromEntries(entries), allowPositionals: true });
    values = parsed.values;
    words = parsed.positionals;
  } catch (error) {
    throw new UseError(sentence(error, options));
  }
  const text = (name: string) => values[name] as string | undefined;
  return {
    words,
    text,
    flag: (name) => values[name] === true,
    whole(name, low, high) {
      const given = text(name);
      if (given === undefined) return undefined;
      const number = Number(given);
      if (/^\d+$/.test(given) && number >= low && number <= high) return number;
      throw new UseError(`--${name} must be a whole number from ${low} to ${high}, and is "${given}".`);
    },
  };
}

function sentence(error: unknown, options: Options): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const named = /'(?:-\w, )?(-[^' =]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known = Object.keys(options).map((name) => `--${name}`);
    const near = didYouMean(named, known);
    return `There is no option ${named} here.${near} There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`;
  }
  const option = options[named.replace(/^-+/, '')];
  if (option?.value) return `${named} needs a value: ${named} ${option.value}.`;
  if (option) return `${named} is a switch and takes no value.`;
  return message;
}

/** `I/N`, I from 0. */
export function readShard(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match && index < count) return { index, count };
  throw new UseError(`--shard must be I/N with I from 0 to N - 1, as in 0/4, and is "${text}".`);
}
