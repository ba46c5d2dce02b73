import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatasetIndex } from '../core/dataset';
import { UseError } from '../core/errors';
import type { RunRecord } from '../core/manifest';
import { type Plan, type PlannedCopy, planRun } from '../core/plan';
import type { Recipe } from '../core/recipe';
import type { RunChoice } from '../core/run';
import { type LineNames, lineNamesOf, type Shard, shardsOf } from '../core/shards';
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
import { versionsFor } from './versions';

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
  /** Which part of the run this is; undefined: all of it. */
  readonly shard?: Shard;
  /** So many parts are put together. */
  readonly merged?: number;
  readonly names: LineNames;
  /** Absolute; see `placeIn`. */
  readonly lineFiles: readonly string[];
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
  const codecs = await versionsFor(ask.pool, recipe, dataset.index.samples);
  const out = await makeFolder(dataset, choice);
  return openRun(ask, out, dataset.index, plan, codecs, 'start');
}

/** A part of a run; or the merging of so many, which has the manifests of all for its lines. */
export type Parts = { readonly shard: Shard } | { readonly merged: number };

/** Takes the lock of the folder, or of the part, and says in the record that the run goes on; parts share another one. */
export async function openRun(
  ask: RunAsk,
  out: string,
  index: DatasetIndex,
  plan: Plan,
  codecs: Readonly<Record<string, string>>,
  how: 'start' | 'resume',
  parts?: Parts,
): Promise<OpenRun> {
  const { dataset, recipe, epoch } = ask;
  const temp = tempNames();
  const shard = parts && 'shard' in parts ? parts.shard : undefined;
  const names = lineNamesOf(shard);
  const journal = await openJournal(out, how, temp.run, names.journal);
  const tables = new Set(writtenTables(index));
  const soft = mixes(recipe) ? softLabelsName : undefined;
  const copies = shard ? [] : plan.copies.filter((c) => !tables.has(c.path) && c.path.toLowerCase() !== soft);
  const record = recordOf(ask, out, index, plan, codecs);
  try {
    if (!parts) await writeRecord(out, record, temp.next);
  } catch (error) {
    journal.close();
    throw error;
  }
  const variants = await variantsOf(dataset.root, index, recipe, epoch);
  const ledger = emptyLedger(plan.tables ? 0 : plan.sources, copies.length);
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
    ...parts,
    names,
    lineFiles: lineFilesOf(names, parts).map((name) => join(out, name)),
    ledger,
    parts: new Map(),
    temp: temp.next,
  };
}

function lineFilesOf({ journal, manifest }: LineNames, parts: Parts | undefined): readonly string[] {
  if (!parts || 'shard' in parts) return [journal, manifest];
  return [journal, ...shardsOf(parts.merged).map((shard) => lineNamesOf(shard).manifest)];
}

/** The record of a run that begins. */
export function recordOf(
  { dataset, recipe, choice, epoch }: RunAsk,
  out: string,
  index: DatasetIndex,
  plan: Plan,
  codecs: Readonly<Record<string, string>>,
): RunRecord {
  return {
    recipe,
    epoch,
    tool,
    codecs,
    index: fingerprint(index),
    source: sourceOf(out, dataset.root),
    selection: index.selection,
    onlyVariants: choice.onlyVariants,
    allowEvaluationData: choice.allowEvaluationData,
    ...(choice.tar && { tar: choice.tar }),
    counts: { sources: plan.sources, variants: plan.variants, failed: 0, skipped: 0 },
    state: 'running',
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
