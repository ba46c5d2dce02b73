import { expect, test } from 'vitest';
import { createTileQueue } from '../../../webview/stage/queue';

/** A queue whose answers the test gives, in any order. */
function watched() {
  const calls: {
    source: string;
    work: number;
    signal: AbortSignal;
    answer(): Promise<void>;
    refuse(): Promise<void>;
  }[] = [];
  const shown: string[] = [];
  const dropped: string[] = [];
  const done: number[] = [];
  const queue = createTileQueue<number, string>({
    ask: (source, work, signal) =>
      new Promise((resolve, reject) => {
        const soon = () => new Promise<void>((next) => setTimeout(next, 0));
        calls.push({
          ...{ source, work, signal },
          answer() {
            resolve(`${source}${work}`);
            return soon();
          },
          refuse() {
            reject(new Error('broken'));
            return soon();
          },
        });
      }),
    show: (_, value) => shown.push(value),
    fail: (source, error) => shown.push(`${source}: ${(error as Error).message}`),
    drop: (value) => dropped.push(value),
    done: (count) => done.push(count),
  });
  const call = (source: string, work: number) => calls.findLast((c) => c.source === source && c.work === work)!;
  return { queue, calls, shown, dropped, done, call };
}

test('only tiles in sight are asked for, each once for a state of the recipe', () => {
  const { queue, calls } = watched();
  queue.change(1);
  expect(calls).toEqual([]);
  queue.see(new Set(['a']));
  queue.see(new Set(['a', 'b']));
  expect(calls.map((c) => c.source)).toEqual(['a', 'b']);
});

test('of many changes the first under way is let finish, the newest is asked, those between are aborted', async () => {
  const { queue, call, shown } = watched();
  queue.see(new Set(['a']));
  for (const work of [1, 2, 3, 4]) queue.change(work);
  expect([1, 2, 3, 4].map((w) => call('a', w).signal.aborted)).toEqual([false, true, true, false]);
  await call('a', 1).answer();
  await call('a', 4).answer();
  expect(shown).toEqual(['a1', 'a4']);
});

test('an older answer never takes the place of a newer one', async () => {
  const { queue, call, shown, dropped } = watched();
  queue.see(new Set(['a']));
  queue.change(1);
  queue.change(2);
  await call('a', 2).answer();
  expect(call('a', 1).signal.aborted).toBe(true);
  await call('a', 1).answer();
  expect(shown).toEqual(['a2']);
  expect(dropped).toEqual(['a1']);
});

test('a tile that scrolls away is aborted, and asked again when it is back', async () => {
  const { queue, calls, call, shown } = watched();
  queue.change(1);
  queue.see(new Set(['a']));
  const lost = call('a', 1);
  queue.see(new Set());
  expect(lost.signal.aborted).toBe(true);
  queue.see(new Set(['a']));
  await call('a', 1).answer();
  expect(calls.length).toBe(2);
  expect(shown).toEqual(['a1']);
});

test('a broken sample fails alone, and the others are told when all are there', async () => {
  const { queue, call, shown, done } = watched();
  queue.see(new Set(['a', 'b']));
  queue.change(1);
  await call('a', 1).refuse();
  expect(done).toEqual([]);
  await call('b', 1).answer();
  expect(shown).toEqual(['a: broken', 'b1']);
  expect(done).toEqual([2]);
});

test('nothing is shown after the end', async () => {
  const { queue, call, shown } = watched();
  queue.see(new Set(['a']));
  queue.change(1);
  const last = call('a', 1);
  queue.dispose();
  await last.answer();
  expect(last.signal.aborted).toBe(true);
  expect(shown).toEqual([]);
});
