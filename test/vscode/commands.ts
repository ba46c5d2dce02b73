import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The full path of a program on PATH. */
export const onPath = (name: string): string | undefined => {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (folder && isExecutable(file)) return file;
    }
  }
  return undefined;
};

export const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Runs a program quietly and gives its stdout; on failure the error carries the last of what it said. */
export const runQuietly = async (program: string, args: readonly string[], cwd?: string): Promise<string> => {
  try {
    const shell = process.platform === 'win32'; // npm is npm.cmd there
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return (await execute(program, [...args], { cwd, shell, env, maxBuffer: 64e6 })).stdout;
  } catch (error) {
    const said = error as { stdout?: string; stderr?: string; message: string };
    const end = `${said.stdout ?? ''}\n${said.stderr ?? ''}`.trim().slice(-2000) || said.message;
    throw new Error(`${program} ${args.join(' ')} failed:\n${end}`);
  }
};

export const delay = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));
