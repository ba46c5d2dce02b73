import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundled } from '../run/worker-bundle';

/** Bundles the CLI and its worker side by side, and gives the path of the former. */
export function bundledCli(): string {
  bundled('worker', 'src/engine/worker.ts');
  return bundled('cli', 'src/cli/cli.ts');
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export const startCli = (cli: string, args: readonly string[], cwd: string): ChildProcess =>
  spawn(process.execPath, [cli, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });

/**
 * Starts the command so that it sends itself a signal as its nth file is about to get its name; for a SIGKILL, lines of
 * the journal count too. From 0.
 */
export const startSignalled = (
  cli: string,
  args: readonly string[],
  cwd: string,
  at: number,
  signal: NodeJS.Signals,
): ChildProcess =>
  spawn(process.execPath, ['--require', join(import.meta.dirname, 'signal-at.cjs'), cli, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SIGNAL_AT: String(at), SIGNAL: signal },
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

export const runCli = (cli: string, args: readonly string[], cwd: string): Promise<Ended> =>
  ended(startCli(cli, args, cwd));

/** The last line of stdout, as JSON. */
export const lastJson = ({ stdout }: Ended): unknown => JSON.parse(stdout.toString().trimEnd().split('\n').at(-1)!);
