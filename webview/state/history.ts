/** Values with undo and redo. Edits with the same key in a row are one: a dragged slider is one undo. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** What the last edit was about; the next edit with the same key joins it. */
  readonly key?: string;
}

const longest = 100;

export const startHistory = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** The history after an edit. Without a key it stands alone. */
export function edit<T>(history: History<T>, now: T, key?: string): History<T> {
  if (Object.is(now, history.now)) return history;
  const joins = key !== undefined && key === history.key;
  const past = joins ? history.past : [...history.past, history.now].slice(-longest);
  return { past, now, future: [], key };
}

/** The next edit starts anew, even with the same key. */
export const settle = <T>(history: History<T>): History<T> =>
  history.key === undefined ? history : { ...history, key: undefined };

export function undo<T>({ past, now, future }: History<T>): History<T> {
  const last = past.at(-1);
  if (last === undefined) return { past, now, future };
  return { past: past.slice(0, -1), now: last, future: [now, ...future] };
}

export function redo<T>({ past, now, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, now, future };
  return { past: [...past, now], now: next, future: rest };
}
