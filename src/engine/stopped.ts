import { isWriteError } from './files';

/** The surroundings broke after writing began. What was written into `out` is whole; the run can be resumed. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  /** The exit code of the CLI. */
  readonly exitCode = 1;
}

/** The error as a run ends with it: one of the surroundings says what to do. */
export const stopped = (out: string, error: unknown): unknown =>
  isWriteError(error)
    ? new RunStopped(
        `The run stopped: ${(error as Error).message}. What was written into ${out} is whole: ` +
          'resume the run when the cause is gone, or undo it.',
      )
    : error;
