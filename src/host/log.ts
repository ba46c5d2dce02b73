import { type LogOutputChannel, window } from 'vscode';

/** The channel of that name in the Output view. Broken files, refusals and errors are named here. */
export const makeLog = (): LogOutputChannel => window.createOutputChannel('Dataset Augmentation', { log: true });

/** What was given up: by the user, or (VS Code's own) because the window closes. */
export const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'Canceled');

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Logs an error and shows it in one message that leads to the log. What the user gave up themselves is no error. */
export function report(log: LogOutputChannel, doing: string, error: unknown): void {
  if (isAbort(error)) return;
  log.error(`${doing}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  window.showErrorMessage(messageOf(error), 'Show Log').then(
    (choice) => choice && log.show(),
    () => {}, // the window closes
  );
}

/** Lets something go on that nobody waits for; what goes wrong in it is told. */
export function unattended(log: LogOutputChannel, doing: string, work: PromiseLike<unknown>): void {
  work.then(undefined, (error: unknown) => report(log, doing, error));
}
