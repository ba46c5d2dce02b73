// npm test [-- <stage>…]: runs the stages in order, names what failed, and ends with one line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Count } from './results';
import { type Stage, stages } from './stages';
import { projectRoot } from './vscode/paths';

const longest = 40 * 60_000; // ms a stage may take before it is ended, and has failed
const scratch = mkdtempSync(join(tmpdir(), 'npm-test-'));
let passed = 0;
const failed: string[] = [];
let stopped: string | undefined;

const runStages = async (names: readonly string[]): Promise<void> => {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(`No stage ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}`);
  }
  const broken: string[] = [];
  for (const stage of stages) {
    if (stopped) break;
    if (names.length > 0 && !names.includes(stage.name)) continue;
    console.log(`\n=== ${stage.title} (${stage.name})`);
    const missing = stage.needs?.find((name) => broken.includes(name));
    const since = Date.now();
    const count = missing ? oneFailed(`not run: ${missing} failed`) : await runStage(stage);
    passed += count.passed;
    failed.push(...count.failed.map((name) => `${stage.name}: ${name}`));
    const bad = count.failed.length;
    if (bad > 0) broken.push(stage.name);
    const verdict = bad > 0 ? 'FAILED' : 'ok';
    console.log(`--- ${stage.name}: ${verdict}, ${count.passed} passed, ${bad} failed, ${secondsFrom(since)} s`);
  }
};

const secondsFrom = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

const oneFailed = (why: string): Count => ({ passed: 0, failed: [why] });

const runStage = async (stage: Stage): Promise<Count> => {
  const file = join(scratch, `${stage.name}.json`);
  const command = stage.command(file);
  const why = await runScript(command, file);
  if (!stage.count) return why ? oneFailed(`npm run ${command[0]}: ${why}`) : { passed: 1, failed: [] };
  const count = stage.count(file);
  if (count.passed + count.failed.length === 0) return oneFailed(`no test ran (${why ?? 'exit code 0'})`);
  // it ended badly beside its tests, as when the extension host dies
  if (why && count.failed.length === 0)
    return { ...count, failed: [`${why}, though every test that ended has passed`] };
  return count;
};

/** Runs an npm script; gives why it failed. */
const runScript = (command: readonly string[], file: string): Promise<string | undefined> =>
  new Promise((done) => {
    const windows = process.platform === 'win32';
    const child = spawn('npm', ['run', '--silent', ...command], {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, RESULTS_FILE: file },
      shell: windows,
      detached: !windows, // a group of its own, so that all of it can be ended
    });
    const signal = (name: NodeJS.Signals) => {
      try {
        if (child.pid) process.kill(windows ? child.pid : -child.pid, name);
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
    child.once('exit', (code, name) => finish(code === 0 ? undefined : `exit code ${code ?? name}`));
  });

const conclude = (error?: unknown): never => {
  if (error) {
    console.error(error);
    failed.push('npm test itself');
  }
  rmSync(scratch, { recursive: true, force: true });
  for (const name of failed) console.log(`FAILED ${name}`);
  console.log(`\n${passed} passed, ${failed.length} failed`);
  process.exit(failed.length > 0 || passed === 0 ? 1 : 0);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopped = signal; // the stage is told by its own listener, and no other begins
  });
process.on('uncaughtException', conclude);
runStages(process.argv.slice(2)).then(() => conclude(stopped && `Stopped by ${stopped}`), conclude);
