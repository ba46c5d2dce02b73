// npm test [-- <stage>…]: runs the stages, two at a time where they allow it, names what failed, and ends with one line
// `N passed, N failed`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Count } from './results';
import { runScript } from './scripts';
import { type Stage, stages } from './stages';

const together = 2; // stages
const scratch = mkdtempSync(join(tmpdir(), 'npm-test-'));
let passed = 0;
const failed: string[] = [];
let stopped: string | undefined;

const runStages = async (names: readonly string[]): Promise<void> => {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new Error(`No stage ${unknown.join(', ')}; there are ${stages.map((stage) => stage.name).join(', ')}`);
  }
  const chosen = stages.filter(({ name }) => names.length === 0 || names.includes(name));
  const running = new Map<Stage, Promise<void>>();
  const broken: string[] = [];
  for (const stage of chosen) {
    while (!mayBegin(stage, [...running.keys()])) await Promise.race(running.values());
    if (stopped) break;
    const missing = stage.needs?.find((name) => broken.includes(name));
    const work = conductStage(stage, missing).then((good) => {
      if (!good) broken.push(stage.name);
      running.delete(stage);
    });
    running.set(stage, work);
  }
  await Promise.all(running.values());
};

/** In the order of the list: what a stage needs has begun before it. */
const mayBegin = (stage: Stage, running: readonly Stage[]): boolean =>
  running.length === 0 ||
  (running.length < together &&
    ![stage, ...running].some(({ alone }) => alone) &&
    !running.some(({ name }) => stage.needs?.includes(name)));

/** Runs a stage, unless another that it needs is missing, and tells whether all of it passed. */
const conductStage = async (stage: Stage, missing: string | undefined): Promise<boolean> => {
  console.log(`\n=== ${stage.title} (${stage.name})`);
  const since = Date.now();
  const count = missing ? oneFailed(`not run: ${missing} failed`) : await runStage(stage);
  passed += count.passed;
  failed.push(...count.failed.map((name) => `${stage.name}: ${name}`));
  const bad = count.failed.length;
  const verdict = bad > 0 ? 'FAILED' : 'ok';
  console.log(`--- ${stage.name}: ${verdict}, ${count.passed} passed, ${bad} failed, ${secondsFrom(since)} s`);
  return bad === 0;
};

const secondsFrom = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);

const oneFailed = (why: string): Count => ({ passed: 0, failed: [why] });

const runStage = async (stage: Stage): Promise<Count> => {
  const file = join(scratch, `${stage.name}.json`);
  const command = stage.command(file);
  const why = await runScript(command, file, stage.alone ? undefined : stage.name);
  if (!stage.count) return why ? oneFailed(`npm run ${command[0]}: ${why}`) : { passed: 1, failed: [] };
  const count = stage.count(file);
  if (count.passed + count.failed.length === 0) return oneFailed(`no test ran (${why ?? 'exit code 0'})`);
  // it ended badly beside its tests, as when the extension host dies
  if (why && count.failed.length === 0)
    return { ...count, failed: [`${why}, though every test that ended has passed`] };
  return count;
};

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
