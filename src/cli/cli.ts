import { version } from '../../package.json';
import { UseError } from '../core/errors';
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

async function main([word, ...rest]: readonly string[]): Promise<ExitCode> {
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
    throw new UseError(`There is no command "${word}". The commands are: ${Object.keys(commands).join(', ')}.`);
  }
  const given = readArguments(rest, { ...command.options, ...help });
  if (given.flag('help')) {
    print(commandHelp(word, command));
    return 0;
  }
  return command.run({ ...given, signal: untilStopped() });
}

/** Aborts at the first Ctrl+C or request to end; the second ends the process at once. */
function untilStopped(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (abort.signal.aborted) process.exit(130);
      say('Stopping; what is written stays whole. Once more stops at once.');
      abort.abort();
    });
  }
  return abort.signal;
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

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exitCode = 141; // whoever read this has gone: `dataset-augment list | head`
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = codeOf(error);
  },
);

function codeOf(error: unknown): number {
  if (isAbort(error)) return 130;
  return error instanceof Error && 'exitCode' in error ? Number(error.exitCode) : 1;
}
