/** Calls over a channel of messages, in both directions alike: between panel and host. Errors and aborts cross too. */

export type Message =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly ask: unknown }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly message: string; readonly name: string }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'event'; readonly event: string; readonly value: unknown };

/** One end of a channel. */
export interface Channel {
  post(message: Message): void;
}

type Calls = object;
type AskOf<C extends Calls, M extends keyof C> = C[M] extends () => unknown
  ? undefined
  : C[M] extends (ask: infer Ask) => unknown
    ? Ask
    : undefined;
type ValueOf<C extends Calls, M extends keyof C> = C[M] extends (...ask: never[]) => infer Value ? Value : never;

export type Handlers<C extends Calls> = {
  readonly [M in keyof C]: (ask: AskOf<C, M>, signal: AbortSignal) => ValueOf<C, M> | Promise<ValueOf<C, M>>;
};

/** The side that answers. Give it every message that comes in; `dispose` aborts what is under way. */
export function answerCalls<C extends Calls>(channel: Channel, handlers: Handlers<C>) {
  const underWay = new Map<number, AbortController>();
  const answer = async (message: Extract<Message, { type: 'call' }>) => {
    const abort = new AbortController();
    underWay.set(message.id, abort);
    try {
      if (!Object.hasOwn(handlers, message.method)) throw new Error(`unknown call ${message.method}`);
      const handler = handlers[message.method as keyof C] as (ask: unknown, signal: AbortSignal) => unknown;
      const value = await handler(message.ask, abort.signal);
      channel.post({ type: 'result', id: message.id, value });
    } catch (error) {
      const { name, message: text } = error instanceof Error ? error : new Error(String(error));
      channel.post({ type: 'error', id: message.id, message: text, name });
    } finally {
      underWay.delete(message.id);
    }
  };
  return {
    receive(message: Message): void {
      if (message.type === 'call') void answer(message);
      else if (message.type === 'abort') underWay.get(message.id)?.abort();
    },
    dispose(): void {
      for (const abort of underWay.values()) abort.abort();
    },
  };
}

/** The side that asks. An aborted call rejects at once with an `AbortError`. */
export function makeCalls<C extends Calls, E extends object>(channel: Channel) {
  let last = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, (value: unknown) => void>();
  return {
    call<M extends keyof C & string>(
      method: M,
      ...[ask, signal]: AskOf<C, M> extends undefined
        ? [ask?: undefined, signal?: AbortSignal]
        : [ask: AskOf<C, M>, signal?: AbortSignal]
    ): Promise<Awaited<ValueOf<C, M>>> {
      const id = ++last;
      return new Promise((resolve, reject) => {
        const abort = () => {
          if (!waiting.delete(id)) return;
          channel.post({ type: 'abort', id });
          reject(new DOMException('superseded', 'AbortError'));
        };
        if (signal?.aborted) return reject(new DOMException('superseded', 'AbortError'));
        signal?.addEventListener('abort', abort, { once: true });
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        channel.post({ type: 'call', id, method, ask });
      });
    },
    on<N extends keyof E & string>(event: N, listener: (value: E[N]) => void): void {
      listeners.set(event, listener as (value: unknown) => void);
    },
    receive(message: Message): void {
      if (message.type === 'event') listeners.get(message.event)?.(message.value);
      if (message.type !== 'result' && message.type !== 'error') return;
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === 'result') call?.resolve(message.value);
      else call?.reject(Object.assign(new Error(message.message), { name: message.name }));
    },
  };
}
