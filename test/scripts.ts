import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { projectRoot } from './vscode/paths';

const longest = 40 * 60_000; // ms a script may take before it is ended, and has failed

/**
 * Runs an npm script, whose results go to `file`; gives why it failed. With a name, each line that it says has that
 * before it, since another one may speak at the same time.
 */
export const runScript = (command: readonly string[], file: string, name?: string): Promise<string | undefined> =>
  new Promise((done) => {
    const windows = process.platform === 'win32';
    const child = spawn('npm', ['run', '--silent', ...command], {
      cwd: projectRoot,
      stdio: name ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, RESULTS_FILE: file },
      shell: windows,
      detached: !windows, // a group of its own, so that all of it can be ended
    });
    if (child.stdout && child.stderr) {
      for (const from of [child.stdout, child.stderr])
        createInterface({ input: from }).on('line', (line) => console.log(`${name} | ${line}`));
    }
    const signal = (kind: NodeJS.Signals) => {
      try {
        if (child.pid) process.kill(windows ? child.pid : -child.pid, kind);
      } catch {
        // already gone
      }
    };
    const end = () => {
      signal('SIGTERM');
      setTimeout(signal, 5000, 'SIGKILL').unref();
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end();
    }, longest);
    const finish = (why?: string) => {
      clearTimeout(timer);
      process.removeListener('SIGINT', end).removeListener('SIGTERM', end);
      done(late ? `ended after ${longest / 60_000} minutes` : why);
    };
    process.once('SIGINT', end).once('SIGTERM', end);
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, kind) => finish(code === 0 ? undefined : `exit code ${code ?? kind}`));
  });
