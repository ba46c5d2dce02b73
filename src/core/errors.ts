/** Wrong use: the message says what is wrong and what to do, and nothing has been written. */
export class UseError extends Error {
  override readonly name = 'UseError';
  /** The exit code of the CLI. */
  readonly exitCode = 2;
}
