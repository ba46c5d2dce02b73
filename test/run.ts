// npm test [-- <stage>…]: runs the stages in order, and ends with one line `N passed, N failed`.
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
let failed = 0;
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
    const count = missing ? { passed: 0, failed: 1 } : await runStage(stage);
    passed += count.passed;
    failed += count.failed;
    if (count.failed > 0) broken.push(stage.name);
    const verdict = count.failed > 0 ? 'FAILED' : 'ok';
    const why = missing ? `, not run: ${missing} failed` : '';
    console.log(
      `--- ${stage.name}: ${verdict}, ${count.passed} passed, ${count.failed} failed${why}, ${secondsFrom(since)} s`,
    );
  }
};

const secondsFrom = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

const runStage = async (stage: Stage): Promise<Count> => {
  const file = join(scratch, `${stage.name}.json`);
  const why = await runScript(stage.command(file), file);
  if (!stage.count) {
    if (why) console.error(`npm run ${stage.command(file)[0]}: ${why}`);
    return why ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
  }
  const count = stage.count(file);
  if (count.passed + count.failed === 0) {
    console.error(`${stage.title}: no test ran (${why ?? 'exit code 0'})`);
    return { passed: 0, failed: 1 };
  }
  // it ended badly beside its tests, as when the extension host dies
  if (why && count.failed === 0) {
    console.error(`${stage.title}: ${why}, though every test that ended has passed`);
    return { ...count, failed: 1 };
  }
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
    failed++;
  }
  rmSync(scratch, { recursive: true, force: true });
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stopped = signal; // the stage is told by its own listener, and no other begins
  });
process.on('uncaughtException', conclude);
runStages(process.argv.slice(2)).then(() => conclude(stopped && `Stopped by ${stopped}`), conclude);
