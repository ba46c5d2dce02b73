import { mkdir, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatasetIndex } from '../core/dataset';
import { UseError } from '../core/errors';
import type { RunRecord } from '../core/manifest';
import { type Plan, type PlannedCopy, planRun } from '../core/plan';
import type { Recipe } from '../core/recipe';
import type { RunChoice } from '../core/run';
import { catalogue } from '../transforms';
import { estimateRun, resolveOut } from './estimate';
import { tempNames, writeError } from './files';
import { type Journal, openJournal } from './journal';
import { writtenTables } from './labels/tables';
import type { Part } from './lines';
import { emptyLedger, type Ledger } from './manifest';
import type { Pool } from './pool';
import { needReady } from './ready';
import { fingerprint, sourceOf, tool, writeRecord } from './record';
import type { Dataset } from './scan';
import { mixes, softLabelsName } from './soft-labels';
import { type Variants, variantsOf } from './variants';

/** A run whose folder is ours: all that working on it needs. */
export interface OpenRun {
  /** Absolute. */
  readonly out: string;
  readonly root: string;
  readonly index: DatasetIndex;
  readonly recipe: Recipe;
  readonly plan: Plan;
  readonly copies: readonly PlannedCopy[];
  readonly variants: Variants;
  readonly record: RunRecord;
  readonly journal: Journal;
  /** What is done already. */
  readonly ledger: Ledger;
  /** Blocks of tables that are done, by `partKey`. */
  readonly parts: Map<string, Part>;
  readonly temp: (path: string) => string;
}

export interface RunAsk {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly choice: RunChoice;
  readonly epoch: number;
  readonly pool: Pool;
}

/** The plan, or a `UseError` that says why there is none. */
export function planned(index: DatasetIndex, recipe: Recipe, choice: RunChoice, epoch: number): Plan {
  const plan = planRun(index, recipe, catalogue, choice, epoch);
  if (plan.refusal) throw new UseError(plan.refusal.reason);
  return plan;
}

/** Makes the output folder, which must be new or empty, and begins its records. Throws a `UseError` with the reason. */
export async function beginRun(ask: RunAsk): Promise<OpenRun> {
  const { dataset, recipe, choice } = ask;
  const plan = planned(dataset.index, recipe, choice, ask.epoch);
  const estimate = await estimateRun(dataset, recipe, choice);
  if (estimate.refusal) throw new UseError(estimate.refusal.reason);
  await needReady(ask.pool, dataset, recipe);
  const codecs = await ask.pool.run('versions', undefined);
  const out = await makeFolder(dataset, choice);
  return openRun(ask, out, dataset.index, plan, codecs, 'start');
}

/** Takes the folder's lock and says in the record that the run goes on. */
export async function openRun(
  { dataset, recipe, choice, epoch }: RunAsk,
  out: string,
  index: DatasetIndex,
  plan: Plan,
  codecs: Readonly<Record<string, string>>,
  how: 'start' | 'resume',
): Promise<OpenRun> {
  const temp = tempNames();
  const journal = await openJournal(out, how, temp.run);
  const tables = new Set(writtenTables(index));
  const soft = mixes(recipe) ? softLabelsName : undefined;
  const copies = plan.copies.filter((c) => !tables.has(c.path) && c.path.toLowerCase() !== soft);
  const record: RunRecord = {
    recipe,
    epoch,
    tool,
    codecs,
    index: fingerprint(index),
    source: sourceOf(out, dataset.root),
    selection: index.selection,
    onlyVariants: choice.onlyVariants,
    allowEvaluationData: choice.allowEvaluationData,
    counts: { sources: plan.sources, variants: plan.variants, failed: 0, skipped: 0 },
    state: 'running',
  };
  try {
    await writeRecord(out, record, temp.next);
  } catch (error) {
    journal.close();
    throw error;
  }
  const variants = await variantsOf(dataset.root, index, recipe, epoch);
  const ledger = emptyLedger(plan.tables ? 0 : plan.sources, copies.length);
  const parts = new Map<string, Part>();
  return {
    out,
    root: dataset.root,
    index,
    recipe,
    plan,
    copies,
    variants,
    record,
    journal,
    ledger,
    parts,
    temp: temp.next,
  };
}

/** Exclusive: of two runs that want the same new folder, one gets it, and an unnamed one takes the next. */
async function makeFolder(dataset: Dataset, choice: RunChoice): Promise<string> {
  for (;;) {
    const out = await resolveOut(dataset, choice);
    try {
      await mkdir(dirname(out), { recursive: true });
      await mkdir(out);
      return out;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeError(out, error);
    }
    if (choice.out === undefined) continue;
    if ((await readdir(out)).length === 0) return out;
    throw new UseError(`${out} exists and is not empty. Choose another folder, or resume the run in it.`);
  }
}
