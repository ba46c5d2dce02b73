/** What the tiles are asked for: one state of the recipe. Newer work stands for all older. */
interface Generation<W> {
  readonly number: number;
  readonly work: W;
  /** Calls under way, by source. */
  readonly open: Map<string, AbortController>;
  readonly asked: Set<string>;
}

interface On<W, V> {
  ask(source: string, work: W, signal: AbortSignal): Promise<V>;
  /** Newer than all that was shown for this source. */
  show(source: string, value: V): void;
  fail(source: string, error: unknown): void;
  /** An answer that came too late. */
  drop(value: V): void;
  /** Every visible tile shows the newest work; how many were asked for it. */
  done(count: number): void;
}

/**
 * Asks for the visible tiles: of all states of the recipe, only the oldest that is still under way and the newest one.
 * The oldest is let finish, so that a slider that never rests still moves the pictures; all between are aborted.
 */
export function createTileQueue<W, V>(on: On<W, V>) {
  const visible = new Set<string>();
  const shown = new Map<string, number>();
  let numbers = 0;
  let older: Generation<W> | undefined;
  let newest: Generation<W> | undefined;

  const abort = (generation: Generation<W> | undefined, source?: string) => {
    for (const [name, controller] of generation?.open ?? []) {
      if (source !== undefined && name !== source) continue;
      generation?.open.delete(name);
      controller.abort();
    }
  };
  const settle = () => {
    if (older?.open.size === 0) older = undefined;
    if (newest && newest.open.size === 0 && newest.asked.size > 0) on.done(newest.asked.size);
  };
  const ask = async (generation: Generation<W>, source: string) => {
    if (generation.asked.has(source)) return;
    generation.asked.add(source);
    const controller = new AbortController();
    generation.open.set(source, controller);
    const isNew = () => !controller.signal.aborted && generation.number > (shown.get(source) ?? 0);
    try {
      const value = await on.ask(source, generation.work, controller.signal);
      if (!isNew()) return on.drop(value);
      shown.set(source, generation.number);
      on.show(source, value);
    } catch (error) {
      if (!isNew()) return;
      shown.set(source, generation.number);
      on.fail(source, error);
    } finally {
      if (generation.open.get(source) === controller) generation.open.delete(source);
      if (generation === newest) abort(older, source);
      settle();
    }
  };
  return {
    /** The newest state of the recipe. */
    change(work: W): void {
      if (newest && newest.open.size > 0) {
        if (older) abort(newest);
        else older = newest;
      }
      newest = { number: ++numbers, work, open: new Map(), asked: new Set() };
      for (const source of visible) void ask(newest, source);
    },
    /** The tiles that can be seen now. */
    see(sources: ReadonlySet<string>): void {
      for (const source of visible) {
        if (sources.has(source)) continue;
        visible.delete(source);
        abort(older, source);
        abort(newest, source);
        if ((shown.get(source) ?? 0) < (newest?.number ?? 0)) newest?.asked.delete(source);
      }
      for (const source of sources) {
        visible.add(source);
        if (newest) void ask(newest, source);
      }
    },
    dispose(): void {
      abort(older);
      abort(newest);
    },
  };
}
