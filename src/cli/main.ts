import { version } from '../../package.json';
import { UseError } from '../core/errors';
import { didYouMean } from '../core/nearest';
import { isAbort } from '../engine/calls';
import { type Options, readArguments } from './arguments';
import type { Command, ExitCode } from './command';
import { embed } from './embed';
import { importRecipe } from './import';
import { inspect } from './inspect';
import { label } from './label';
import { list } from './list';
import { merge } from './merge';
import { print, say } from './output';
import { preview } from './preview';
import { replay } from './replay';
import { run } from './run';
import { schema } from './schema';
import { stream } from './stream';
import { tune } from './tune';
import { undo } from './undo';

const name = 'dataset-augment';
const commands: Readonly<Record<string, Command>> = {
  run,
  merge,
  preview,
  inspect,
  stream,
  label,
  embed,
  tune,
  undo,
  replay,
  list,
  schema,
  import: importRecipe,
};
const help: Options = { help: { help: 'show this' } };

/**
 * Runs the command that these words are. Errors are said, and are an exit code too. `stopped` is asked for by a command
 * that begins.
 */
export async function main(words: readonly string[], stopped: () => AbortSignal): Promise<number> {
  try {
    return await runCommand(words, stopped);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    if (isAbort(error)) return 130;
    return error instanceof Error && 'exitCode' in error ? Number(error.exitCode) : 1;
  }
}

async function runCommand([word, ...rest]: readonly string[], stopped: () => AbortSignal): Promise<ExitCode> {
  if (word === 'help' && rest[0] !== undefined) return runCommand([rest[0], '--help'], stopped);
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    print(overview());
    return word === undefined ? 2 : 0;
  }
  if (word === '--version') {
    print(version);
    return 0;
  }
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command) {
    const names = Object.keys(commands);
    throw new UseError(
      `There is no command "${word}".${didYouMean(word, names)} The commands are: ${names.join(', ')}.`,
    );
  }
  const given = readArguments(rest, { ...command.options, ...help });
  if (given.flag('help')) {
    print(commandHelp(word, command));
    return 0;
  }
  return command.run({ ...given, signal: stopped() });
}

function overview(): string {
  const lines = Object.entries(commands).map(([word, { summary }]) => `  ${word.padEnd(9)} ${summary}`);
  return [`${name} ${version}`, '', ...lines, '', `${name} <command> --help shows a command’s options.`].join('\n');
}

function commandHelp(word: string, { usage, summary, options }: Command): string {
  const lines = Object.entries({ ...options, ...help }).map(([option, { value, help: text }]) => {
    const left = `--${option}${value ? ` ${value}` : ''}`;
    return `  ${left.padEnd(32)} ${text}`;
  });
  return [`${name} ${word} ${usage}`, summary, '', ...lines].join('\n');
}
