import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../../src/cli/main';
import { bundled } from '../run/worker-bundle';

/** The path of the command's bundle, beside which its worker stands. */
export const bundledCli = (): string => bundled('cli');

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** As whom a command runs; oneself, without. */
export interface User {
  readonly uid?: number;
  readonly gid?: number;
}

export const startCli = (cli: string, args: readonly string[], cwd: string, user: User = {}): ChildProcess =>
  spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], ...user });

/**
 * Starts the command so that it sends itself a signal as its nth file is about to get its name; for a SIGKILL, lines of
 * the journal and files that it deletes count too. From 0.
 */
export const startSignalled = (
  cli: string,
  args: readonly string[],
  cwd: string,
  at: number,
  signal: NodeJS.Signals,
  user: User = {},
): ChildProcess =>
  spawn(process.execPath, ['--require', join(import.meta.dirname, 'signal-at.cjs'), cli, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SIGNAL_AT: String(at), SIGNAL: signal },
    ...user,
  });

/** Waits for the end of a process and keeps what it said. */
export function ended(child: ChildProcess): Promise<Ended> {
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout: Buffer.concat(stdout), stderr }));
  });
}

export const runCli = (cli: string, args: readonly string[], cwd: string, user: User = {}): Promise<Ended> =>
  ended(startCli(cli, args, cwd, user));

/** Runs a command that needs no workers in this process, which spares the start of another. */
export async function runHere(args: readonly string[], cwd: string): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const before = process.cwd();
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += text;
      return true;
    }),
  );
  process.chdir(cwd);
  try {
    const code = await main(args, () => new AbortController().signal);
    return { code, signal: null, stdout: Buffer.from(said.stdout), stderr: said.stderr };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}

/** What Linux says of a process: its state, its parent and more; undefined when it is gone. */
export function statOf(pid: number | string): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** True when a process has stopped itself and does nothing. */
export const isFrozen = ({ pid }: ChildProcess): boolean => pid !== undefined && statOf(pid)?.[0] === 'T';

export async function until(met: () => boolean): Promise<void> {
  while (!met()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** The last line of stdout, as JSON. */
export const lastJson = ({ stdout }: Ended): unknown => JSON.parse(stdout.toString().trimEnd().split('\n').at(-1)!);
