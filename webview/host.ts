import type { HostCalls, HostEvents } from '../src/protocol';
import { type Message, makeCalls } from '../src/rpc';
import { vscode } from './vscode';

/** The extension host, seen from the panel. */
export const host = makeCalls<HostCalls, HostEvents>({ post: (message) => vscode.postMessage(message) });
export type Host = typeof host;

/** Hands every message of the extension host on. */
export function listen(): void {
  addEventListener('message', ({ data }: MessageEvent<Message>) => host.receive(data));
}

/** True for a call that was given up because a newer one stands for it. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
