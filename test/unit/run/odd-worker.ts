import { writeFileSync } from 'node:fs';
import { serveTasks } from '../../../src/engine/serve';

/** Tasks that behave badly, for the tests of the pool. */
export type OddTasks = {
  readonly echo: { readonly ask: unknown; readonly result: unknown };
  readonly pid: { readonly ask: undefined; readonly result: number };
  readonly fail: { readonly ask: string; readonly result: undefined };
  readonly crash: { readonly ask: undefined; readonly result: undefined };
  readonly exit: { readonly ask: undefined; readonly result: undefined };
  readonly hang: { readonly ask: undefined; readonly result: undefined };
  /** Waits for ever; a file of this name tells that the worker was asked to end. */
  readonly wait: { readonly ask: string; readonly result: undefined };
  /** So many pieces, each a while of the event loop; gives their number. */
  readonly pieces: { readonly ask: number; readonly result: number };
};

const while_ = () => new Promise((resolve) => setTimeout(resolve, 20));

serveTasks<OddTasks>({
  echo: async (ask) => ask,
  pid: async () => process.pid,
  async fail(message) {
    throw Object.assign(new Error(message), { code: 'ENOSPC' });
  },
  async crash() {
    process.kill(process.pid, 'SIGSEGV');
    await new Promise(() => {});
    return undefined;
  },
  async exit() {
    process.exit(3);
  },
  async hang() {
    for (;;);
  },
  async wait(file) {
    process.prependListener('disconnect', () => writeFileSync(file, ''));
    await new Promise(() => {});
    return undefined;
  },
  async pieces(count, control) {
    for (let i = 0; i < count; i++) {
      control.check();
      await while_();
      control.alive();
    }
    return count;
  },
});
