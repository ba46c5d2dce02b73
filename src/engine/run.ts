import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestLine, RunState } from '../core/manifest';
import type { Recipe } from '../core/recipe';
import type { RunChoice, RunProgress, RunResult } from '../core/run';
import { isAbort } from './calls';
import { copyFiles } from './copies';
import { finish, isWriteError, startTextFile } from './files';
import { addedRows } from './labels/tables';
import { writeTables } from './labels/write-tables';
import { type Tally, writeManifest } from './manifest';
import { beginRun, type OpenRun } from './open-run';
import type { Pool } from './pool';
import { countProgress } from './progress';
import { writeRecord } from './record';
import { resumeRun } from './resume';
import type { Dataset } from './scan';
import { mixes, softLabelsHeader, softLabelsName, softLabelsRow } from './soft-labels';
import { makeSources } from './sources';
import { makeTables } from './table/make-tables';
import { removeParts } from './table/parts';
import { tableLines, writeRowTables } from './table/write-tables';

export interface RunOptions {
  readonly pool: Pool;
  readonly signal?: AbortSignal;
  onProgress?(progress: RunProgress): void;
  onLog?(line: string): void;
  /** Absolute path of the output folder of an unfinished run to go on with. */
  readonly resume?: string;
  /** Default 0. */
  readonly epoch?: number;
}

/** The surroundings broke after writing began. What was written into `out` is whole; the run can be resumed. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  /** The exit code of the CLI. */
  readonly exitCode = 1;
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
  const { pool, signal, onLog = () => {} } = options;
  if (signal) setMaxListeners(0, signal); // one for each task under way
  const ask = { dataset, recipe, choice, epoch: options.epoch ?? 0, pool };
  const { run, done } = options.resume
    ? await resumeRun(ask, options.resume, onLog)
    : { run: await beginRun(ask), done: 0 };
  try {
    const progress = countProgress(run.plan.variants + run.copies.length, done, options.onProgress);
    const work = { run, pool, signal, progress, onLog };
    const cancelled = await untilCancelled(signal, async () => {
      await (run.plan.tables ? makeTables(work, run.plan.tables) : makeSources(work));
      await copyFiles(work);
    });
    progress.end();
    const tally = await endRun(run, cancelled ? 'cancelled' : 'finished');
    return {
      out: run.out,
      sources: run.plan.sources,
      ...tally,
      seconds: Math.round(performance.now() - started) / 1000,
      ...(cancelled && { cancelled }),
    };
  } catch (error) {
    if (!isWriteError(error)) throw error;
    throw new RunStopped(
      `The run stopped: ${(error as Error).message}. What was written into ${run.out} is whole: ` +
        'resume the run when the cause is gone, or undo it.',
    );
  } finally {
    run.journal.close();
  }
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

/** Sorts the journal into the manifest and says in the record how the run ended. */
async function endRun(run: OpenRun, state: RunState): Promise<Tally> {
  const files = run.plan.tables ? await writeRowTables(run, run.plan.tables) : [];
  const soft = mixes(run.recipe) ? await startSoftLabels(run) : undefined;
  const added = addedRows();
  const tally = await writeManifest({
    out: run.out,
    work: run.plan.work(),
    ledger: run.ledger,
    temp: run.temp,
    first: run.plan.tables && tableLines(run, run.plan.tables),
    onVariant: async (line, sample) => {
      added.add(line);
      await soft?.file.write(softLabelsRow(run.index.classes, line, sample, run.variants.targets));
    },
    last: async () => {
      const tables = [...files, ...(await writeTables(run, added.rows))];
      if (!soft) return tables;
      const line: ManifestLine = { file: softLabelsName, sha256: await soft.file.end() };
      run.journal.append([line]);
      await finish(soft.temp, join(run.out, softLabelsName));
      return [...tables, line];
    },
  }).catch(async (error: unknown) => {
    if (soft) await rm(soft.temp, { force: true });
    throw error;
  });
  const counts = {
    sources: run.plan.sources,
    variants: tally.variants,
    failed: tally.failed.length,
    skipped: tally.skipped,
  };
  await writeRecord(run.out, { ...run.record, counts, state }, run.temp);
  await run.journal.remove();
  if (run.plan.tables) await removeParts(run.out);
  return tally;
}

async function startSoftLabels(run: OpenRun) {
  const temp = run.temp(join(run.out, softLabelsName));
  const file = await startTextFile(temp);
  await file.write(softLabelsHeader(run.index.classes));
  return { temp, file };
}
