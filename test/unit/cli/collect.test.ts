import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { collectFirst } from '../../../src/cli/collect';

it('collects what nothing holds before the first call, and passes every call on', async () => {
  const seen: number[] = [];
  const tell = collectFirst((n: number) => seen.push(n));
  const left = new WeakRef({ of: 'a plan' });
  await setImmediate(); // what a WeakRef was made of lives to the end of its turn
  tell(1);
  expect(left.deref()).toBeUndefined();
  tell(2);
  expect(seen).toEqual([1, 2]);
});
