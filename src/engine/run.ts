import { setMaxListeners } from 'node:events';
import type { Recipe } from '../core/recipe';
import type { RunChoice, RunProgress, RunResult } from '../core/run';
import type { Shard } from '../core/shards';
import { isAbort } from './calls';
import { copyFiles } from './copies';
import { endRun, endShard, tallyOf } from './end-run';
import type { Tally } from './manifest';
import { beginRun, type OpenRun } from './open-run';
import type { Pool } from './pool';
import { countProgress } from './progress';
import { resumeRun } from './resume';
import type { Dataset } from './scan';
import { openShard } from './shard';
import { shareOf } from './share';
import { makeSources } from './sources';
import { stopped } from './stopped';
import { makeTables } from './table/make-tables';
import { runTar } from './tar/run-tar';

export interface RunOptions {
  readonly pool: Pool;
  readonly signal?: AbortSignal;
  onProgress?(progress: RunProgress): void;
  onLog?(line: string): void;
  /** Absolute path of the output folder of an unfinished run to go on with. */
  readonly resume?: string;
  /** Only this part of the run, which begins or goes on where it was cut off; `mergeRun` puts the parts together. */
  readonly shard?: Shard;
  /** Default 0. */
  readonly epoch?: number;
}

/**
 * Writes the variants of a dataset, and the rest of it unless only variants are wanted, into a new folder. Every file
 * stands in the journal before it gets its name, so that the run can be resumed or taken back from any moment on. A
 * source that can't be read, crashes its worker or hangs is named in the result, and the run goes on. A cancelled run
 * ends as a finished one does, with what there is. Throws a `UseError` when nothing was written, `RunStopped`, and an
 * `AbortError` when the pool is disposed meanwhile: the run is then as one that was killed, to be resumed.
 */
export async function runRecipe(
  dataset: Dataset,
  recipe: Recipe,
  choice: RunChoice,
  options: RunOptions,
): Promise<RunResult> {
  const started = performance.now();
  const { onLog = () => {} } = options;
  const ask = { dataset, recipe, choice, epoch: options.epoch ?? 0, pool: options.pool };
  if (choice.tar) return runTar(ask, options, started);
  const opened = options.shard
    ? await openShard(ask, options.shard, onLog)
    : options.resume
      ? await resumeRun(ask, options.resume, onLog)
      : { run: await beginRun(ask), done: 0 };
  return workOn(opened, options, started);
}

/** Does what is left of an open run, and ends it. `started`: of `performance.now`. */
export async function workOn(
  { run, done }: { readonly run: OpenRun; readonly done: number },
  { pool, signal, onProgress, onLog = () => {} }: Omit<RunOptions, 'resume' | 'shard' | 'epoch'>,
  started: number,
): Promise<RunResult> {
  if (signal) setMaxListeners(0, signal); // one for each task under way
  const { sources, variants } = shareOf(run);
  try {
    const progress = countProgress(variants + run.copies.length, done, onProgress);
    const work = { run, pool, signal, progress, onLog };
    const cancelled = await untilCancelled(signal, async () => {
      await (run.plan.tables ? makeTables(work) : makeSources(work));
      await copyFiles(work);
    });
    progress.end();
    const tally = await endOf(run, cancelled);
    return {
      out: run.out,
      sources,
      ...tally,
      seconds: Math.round(performance.now() - started) / 1000,
      ...(cancelled && { cancelled }),
    };
  } catch (error) {
    throw stopped(run.out, error);
  } finally {
    run.journal.close();
  }
}

/** A part, or a merge, that was cancelled keeps its journal, to go on from: a manifest would say that it is done. */
function endOf(run: OpenRun, cancelled: boolean): Promise<Tally> {
  if (cancelled && (run.shard || run.merged)) return tallyOf(run);
  return run.shard ? endShard(run) : endRun(run, cancelled ? 'cancelled' : 'finished');
}

/** True when the work was cancelled. A pool that is disposed under a run is no cancelling: the run was cut off. */
async function untilCancelled(signal: AbortSignal | undefined, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    if (!(isAbort(error) && signal?.aborted)) throw error;
  }
  return signal?.aborted ?? false;
}
