import { UseError } from '../core/errors';

/** What passes between the pool and a worker process. */

/** For each kind of task, what is asked and what comes back; both pass through structured clone. */
export type TaskTable = Readonly<Record<string, { readonly ask: unknown; readonly result: unknown }>>;

export type ToWorker =
  | { readonly id: number; readonly kind: string; readonly ask: unknown }
  /** Give up this task at the next chance. */
  | { readonly cancel: number };

export type FromWorker =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: SentError }
  /** The task goes on: its time limit starts anew. */
  | { readonly id: number; readonly alive: true; readonly progress?: TaskProgress };

/** How far a long task is. */
export interface TaskProgress {
  readonly done: number;
  readonly total: number;
}

/** An error without its stack: the reader is a user. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

export function sendable(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const code = (error as NodeJS.ErrnoException).code;
  return { name: error.name, message: error.message, ...(typeof code === 'string' && { code }) };
}

export const received = ({ message, ...rest }: SentError): Error =>
  rest.name === 'UseError' ? new UseError(message) : Object.assign(new Error(message), rest);

export const aborted = (): Error => new DOMException('cancelled', 'AbortError');
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
