// Runs inside the extension host in place of the suite, and tells the stand-in how it went over a socket of our own.
// A trap it is here for: when the extension host dies in a test, VS Code itself reports success.
import { connect } from 'node:net';
import { format } from 'node:util';

interface Suite {
  readonly run: (root: string, done: (error: unknown, failures?: number) => void) => unknown;
}

/** What the wrapper says, a line of JSON each. */
export type Message =
  | { readonly kind: 'start' }
  | { readonly kind: 'log'; readonly level: string; readonly text: string }
  | { readonly kind: 'result'; readonly code: number; readonly error?: string };

export const run = async (): Promise<void> => {
  const socket = connect(Number(process.env.EDITOR_SUITE_PORT), '127.0.0.1');
  await new Promise<void>((done, fail) => socket.once('connect', () => done()).once('error', fail));
  const send = (message: Message) =>
    new Promise<void>((done) => socket.write(`${JSON.stringify(message)}\n`, () => done()));
  for (const level of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    // the extension host made these accessors whose setter does nothing: define them anew
    const value = (...args: readonly unknown[]) => void send({ kind: 'log', level, text: format(...args) });
    Object.defineProperty(console, level, { configurable: true, writable: true, value });
  }
  await send({ kind: 'start' });
  try {
    const failures = await runSuite(String(process.env.EDITOR_SUITE));
    await send({ kind: 'result', code: failures > 0 ? 1 : 0 });
  } catch (error) {
    await send({ kind: 'result', code: 1, error: error instanceof Error ? error.stack : String(error) });
    throw error;
  }
};

const runSuite = async (file: string): Promise<number> => {
  const suite: Suite = require(file);
  if (typeof suite.run !== 'function') throw new Error(`${file} exports no run()`);
  return new Promise((done, fail) => {
    // both shapes that VS Code accepts: a promise, or a callback with the number of failures
    const answer = suite.run(file, (error, failures = 0) => (error ? fail(error) : done(failures)));
    if (answer instanceof Promise) answer.then(() => done(0), fail);
  });
};
