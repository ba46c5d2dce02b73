import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UseError } from '../core/errors';
import { type RunRecord, type RunState, recordNames } from '../core/manifest';
import { planRun } from '../core/plan';
import { canonical } from '../core/recipe';
import { catalogue } from '../transforms';
import { resolveOut } from './estimate';
import { removeUnfinished } from './files';
import { readFrozen } from './frozen-index';
import { liveRun, refuseLive } from './journal';
import { isFile, isPart, isVariant, readLines } from './lines';
import { beginRun, type OpenRun, openRun, planned, type RunAsk } from './open-run';
import { fingerprint, readRecord, rootOf } from './record';
import type { Dataset } from './scan';
import { takeStock } from './stock';
import { versionsFor } from './versions';

/**
 * Takes up the run in `out`: what its lines say and what is there as they say counts as done, sources that failed are
 * tried again. A folder in which nothing was written yet is begun. Throws a `UseError` when the recipe, the dataset or a
 * file of the run changed meanwhile, and while a live run holds the folder.
 */
export async function resumeRun(
  ask: RunAsk,
  out: string,
  onLog: (line: string) => void,
): Promise<{ readonly run: OpenRun; readonly done: number }> {
  await refuseLive(out);
  if (await readFrozen(out)) {
    throw new UseError(
      `${out} holds shards of a run. Run those that are missing with --shard, then merge, or undo them.`,
    );
  }
  const record = await readRecord(out);
  if (!record) {
    await rm(join(out, recordNames.journal), { force: true }); // killed before it wrote anything
    if (existsSync(out)) await removeUnfinished(out);
    return { run: await beginRun({ ...ask, choice: { ...ask.choice, out } }), done: 0 };
  }
  const index = { ...ask.dataset.index, selection: record.selection };
  refuseOther(ask, out, record, fingerprint(index));
  const choice = { out, onlyVariants: record.onlyVariants, allowEvaluationData: record.allowEvaluationData };
  const plan = planned(index, record.recipe, choice, record.epoch);
  const codecs = await versionsFor(ask.pool, record.recipe, index.samples);
  if (JSON.stringify(codecs) !== JSON.stringify(record.codecs)) {
    onLog('The codecs have other versions than when this run began: new files may differ in their bytes.');
  }
  const run = await openRun({ ...ask, choice, epoch: record.epoch }, out, index, plan, codecs, 'resume');
  try {
    await removeUnfinished(out);
    return { run, done: await takeStock(run) };
  } catch (error) {
    run.journal.close();
    throw error;
  }
}

function refuseOther({ recipe }: RunAsk, out: string, record: RunRecord, index: string): void {
  const again = 'Undo that run, and start a new one.';
  if (canonical(recipe) !== canonical(record.recipe)) {
    throw new UseError(`The run in ${out} has another recipe than this one. Resume it with its own. ${again}`);
  }
  if (index !== record.index) {
    throw new UseError(
      `The dataset has changed since the run into ${out} began: files came, went or changed. ${again}`,
    );
  }
}

/** A run that did not end, in the folder `out` (absolute). */
export interface UnfinishedRun {
  readonly out: string;
  readonly record: RunRecord;
}

/**
 * The newest run of this dataset that a crash or a reload cut off, with how far it came; undefined when there is none.
 * `elsewhere`: folders to look at that are not beside where its output goes.
 */
export async function findUnfinished(
  dataset: Dataset,
  elsewhere: readonly string[] = [],
): Promise<(UnfinishedRun & { readonly done: number; readonly total: number }) | undefined> {
  const [newest] = await unfinishedRuns(dataset, ['running'], elsewhere);
  if (!newest) return undefined;
  const { selection, recipe, epoch } = newest.record;
  const plan = planRun({ ...dataset.index, selection }, recipe, catalogue, newest.record, epoch);
  const total = plan.variants + plan.copies.length;
  let done = 0;
  for (const name of [recordNames.manifest, recordNames.journal]) {
    for await (const { line } of readLines(join(newest.out, name)))
      done += isPart(line) ? line.part.made : isVariant(line) || isFile(line) ? 1 : 0;
  }
  return { ...newest, done: Math.min(done, total), total };
}

/**
 * The runs of this dataset that are in one of these states and not live, newest first: those beside where its output
 * goes, and in the folders `elsewhere`.
 */
export async function unfinishedRuns(
  dataset: Dataset,
  states: readonly RunState[],
  elsewhere: readonly string[] = [],
): Promise<readonly UnfinishedRun[]> {
  const folder = dirname(await resolveOut(dataset, {}));
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const beside = entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  const found: (UnfinishedRun & { readonly time: number })[] = [];
  for (const out of new Set([...beside, ...elsewhere])) {
    const record = await readRecord(out).catch(() => undefined);
    if (!record || !states.includes(record.state) || rootOf(out, record) !== dataset.root) continue;
    if (await liveRun(out)) continue;
    const { mtimeMs } = await stat(join(out, recordNames.recipe));
    found.push({ out, record, time: mtimeMs });
  }
  return found.sort((a, b) => b.time - a.time).map(({ out, record }) => ({ out, record }));
}
