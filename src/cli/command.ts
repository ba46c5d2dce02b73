import type { Given, Options } from './arguments';

/** What a command works with. */
export interface Call extends Given {
  /** Aborts on Ctrl+C and when the system asks the process to end. */
  readonly signal: AbortSignal;
}

export type ExitCode = 0 | 1 | 2 | 130 | 141;

/** A command of `dataset-augment`. */
export interface Command {
  /** What follows its name: `<path…> --recipe R`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly options: Options;
  run(call: Call): Promise<ExitCode>;
}
