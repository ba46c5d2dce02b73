import { basename } from 'node:path';
import { type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import { UseError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import type { RunChoice, RunProgress, RunResult, UndoResult } from '../core/run';
import type { Pool } from '../engine/pool';
import { findUnfinished } from '../engine/resume';
import { runRecipe } from '../engine/run';
import type { Dataset } from '../engine/scan';
import { undoRun } from '../engine/undo';
import type { RunStatus } from '../protocol';
import type { Memory } from './memory';
import { newPool } from './new-pool';

export interface RunAsk {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly choice: RunChoice;
  /** Absolute. */
  readonly out: string;
  /** True: go on with the unfinished run in `out`. */
  readonly resume?: boolean;
}

interface Current {
  readonly root: string;
  readonly out: string;
  readonly abort: AbortController;
  readonly pool: Pool;
}

const pushEvery = 200; // ms between two states of a run's progress

/** The one run that this window may have under way, and how the last run of each dataset ended. */
export class Runs implements Disposable {
  private readonly statuses = new Map<string, RunStatus>();
  private readonly changes = new EventEmitter<string>();
  private current: Current | undefined;
  private disposed = false;
  /** Tells the root of the dataset whose run changed. */
  readonly onChange = this.changes.event;

  constructor(
    private readonly workerFile: string,
    private readonly log: LogOutputChannel,
    private readonly memory: Memory,
  ) {}

  statusOf(root: string): RunStatus {
    return this.statuses.get(root) ?? { state: 'idle' };
  }

  set(root: string, status: RunStatus): void {
    this.statuses.set(root, status);
    this.changes.fire(root);
  }

  /** Throws with the reason when a run is under way. */
  refuseSecond(): void {
    if (!this.current) return;
    throw new UseError(
      `A run into ${basename(this.current.out)} is going on in this window. Wait until it ends, or cancel it.`,
    );
  }

  /** Runs to the end; a cancelled run ends well too. Throws when a run is under way, or when this one breaks. */
  async start(ask: RunAsk, onProgress: (progress: RunProgress) => void): Promise<RunResult> {
    this.refuseSecond();
    const { root } = ask.dataset;
    const abort = new AbortController();
    const pool = newPool(this.workerFile);
    this.current = { root, out: ask.out, abort, pool };
    this.set(root, { state: 'running', out: ask.out, progress: { done: 0, total: 0, rate: 0 } });
    let pushed = 0;
    try {
      const result = await runRecipe(
        ask.dataset,
        ask.recipe,
        { ...ask.choice, out: ask.out },
        {
          pool,
          signal: abort.signal,
          resume: ask.resume ? ask.out : undefined,
          onLog: (line) => this.log.info(line),
          onProgress: (progress) => {
            onProgress(progress);
            if (abort.signal.aborted || Date.now() - pushed < pushEvery) return;
            pushed = Date.now();
            this.set(root, { state: 'running', out: ask.out, progress });
          },
        },
      );
      this.logResult(result);
      this.set(root, { state: 'finished', result });
      return result;
    } catch (error) {
      this.set(root, { state: 'idle' });
      throw error;
    } finally {
      this.current = undefined;
      pool.dispose();
      if (this.statusOf(root).state === 'idle') await this.lookForUnfinished(ask.dataset);
    }
  }

  /** The newest run of a dataset that a crash, a reload or a full disk cut off. */
  findUnfinished(dataset: Dataset): ReturnType<typeof findUnfinished> {
    return findUnfinished(dataset, this.memory.outsOf(dataset.root));
  }

  /** Offers to resume it. */
  async lookForUnfinished(dataset: Dataset): Promise<void> {
    if (this.disposed || this.statusOf(dataset.root).state !== 'idle') return;
    const found = await this.findUnfinished(dataset);
    if (!found || this.statusOf(dataset.root).state !== 'idle') return;
    const { out, done, total } = found;
    this.set(dataset.root, { state: 'interrupted', out, done, total });
  }

  cancel(root: string): void {
    if (this.current?.root !== root || this.current.abort.signal.aborted) return;
    this.current.abort.abort();
    this.set(root, { state: 'cancelling' });
  }

  /** Deletes what the run into `out` wrote and nobody changed since. Throws while that run is under way. */
  async undo(root: string | undefined, out: string, onProgress?: (done: number, total: number) => void) {
    if (this.current?.out === out) this.refuseSecond();
    const undone: UndoResult = await undoRun(out, { onProgress });
    this.log.info(`Undo of the run into ${out}: ${undone.deleted} files deleted`);
    for (const path of undone.kept) this.log.warn(`Undo kept ${path}: it changed since the run`);
    if (root !== undefined) this.afterUndo(root, out, undone);
    return undone;
  }

  private afterUndo(root: string, out: string, undone: UndoResult): void {
    const status = this.statusOf(root);
    if (status.state === 'finished' && status.result.out === out) this.set(root, { ...status, undone: undone.deleted });
    else if (status.state === 'interrupted' && status.out === out) this.set(root, { state: 'idle' });
  }

  private logResult(result: RunResult): void {
    const end = result.cancelled ? 'cancelled' : 'finished';
    this.log.info(`Run into ${result.out} ${end}: ${result.variants} variants of ${result.sources} sources`);
    for (const { source, error } of result.failed) this.log.warn(`Skipped ${source}: ${error}`);
  }

  /** The window closes. A run that is under way is cut off as by a crash: the next window offers to resume it. */
  dispose(): void {
    this.disposed = true;
    this.current?.pool.dispose();
    this.changes.dispose();
  }
}
