import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UseError } from '../core/errors';
import { type RunRecord, recordNames } from '../core/manifest';
import type { RunResult } from '../core/run';
import { lineNamesOf, shardsOf, shardWord } from '../core/shards';
import { removeUnfinished } from './files';
import { type Frozen, readFrozen, refuseOther } from './frozen-index';
import { refuseLive } from './journal';
import { isHeader, isPart, readLines } from './lines';
import { count, emptyTally, none } from './manifest';
import { findOnDisk } from './on-disk';
import { type OpenRun, openRun, planned, recordOf } from './open-run';
import { readRecord, rootOf } from './record';
import { type RunOptions, workOn } from './run';
import { openDataset } from './scan';
import { removeShards } from './shard';
import { blockTurns, sourceTurns } from './share';
import { takeStock } from './stock';
import { partKey } from './table/parts';
import { mergeTars } from './tar/merge-tars';
import { versionsFor } from './versions';

export type MergeOptions = Omit<RunOptions, 'resume' | 'shard' | 'epoch'>;

/**
 * Puts the parts of a run together: copies the originals and the other splits, writes the tables that all share, and makes
 * one manifest of those of the parts. The folder is then as one process would have written it. Can be done again when it
 * was cut off. Throws a `UseError`, and writes nothing, while a part is missing or going on, or when the dataset changed.
 */
export async function mergeRun(out: string, options: MergeOptions): Promise<RunResult> {
  const started = performance.now();
  const record = await readRecord(out);
  const frozen = await readFrozen(out);
  if (record && record.state !== 'finished') {
    throw new UseError(`${out} holds a run of one process: there is nothing to merge. Resume it instead.`);
  }
  if (!record && !frozen) throw new UseError(`${out} holds no shards of a run, so there is nothing to merge.`);
  if (frozen && !record) refuseMissing(out, frozen.shards);
  await refuseLive(out);
  const result = record
    ? await earlierResult(out, record, started)
    : frozen!.record.tar
      ? await mergeTars(out, frozen!, started)
      : await workOn(await openMerge(out, frozen!, options), options, started);
  if (!result.cancelled) await removeShards(out);
  return result;
}

function refuseMissing(out: string, shards: number): void {
  const missing = shardsOf(shards).filter((shard) => !existsSync(join(out, lineNamesOf(shard).manifest)));
  if (missing.length === 0) return;
  const told = missing.slice(0, 10).map((shard) => {
    const begun = existsSync(join(out, lineNamesOf(shard).journal));
    return `${shardWord(shard)} ${begun ? 'did not come to its end' : 'is not there'}`;
  });
  const more = missing.length > told.length ? `, and ${missing.length - told.length} more` : '';
  throw new UseError(
    `${missing.length} of ${shards} shards of the run in ${out} are missing: ${told.join(', ')}${more}. Run each with --shard, then merge.`,
  );
}

async function openMerge(out: string, frozen: Frozen, { pool, signal, onLog = () => {} }: MergeOptions) {
  const { record, shards } = frozen;
  const { recipe, epoch, onlyVariants, allowEvaluationData } = record;
  const root = rootOf(out, record);
  const chosen = await Promise.all(record.selection.map((path) => findOnDisk(root, path)));
  const dataset = await openDataset(chosen, { signal, data: recipe.data });
  const ask = { dataset, recipe, choice: { out, onlyVariants, allowEvaluationData }, epoch, pool };
  const { index } = dataset;
  const plan = planned(index, recipe, ask.choice, epoch);
  await refuseOther(out, frozen, { shards, record: recordOf(ask, out, index, plan, record.codecs) }, index);
  const codecs = await versionsFor(pool, recipe, index.samples);
  if (JSON.stringify(codecs) !== JSON.stringify(record.codecs)) {
    onLog('The codecs have other versions here than where the first shard ran.');
  }
  const run = await openRun(ask, out, index, plan, record.codecs, 'resume', { merged: shards });
  try {
    await removeUnfinished(out);
    const done = await takeStock(run);
    refuseIncomplete(run, shards);
    return { run, done };
  } catch (error) {
    run.journal.close();
    throw error;
  }
}

/** Each part says that it is done: what it should have made must stand in it. */
function refuseIncomplete(run: OpenRun, shards: number): void {
  const lacks = (turn: number, what: string) => {
    const shard = shardWord({ index: turn % shards, count: shards });
    return new UseError(`Shard ${shard} in ${run.out} says nothing of ${what}: undo the shards, and run them again.`);
  };
  for (const { i, source } of sourceTurns(run)) {
    if (source.outputs.length > 0 && run.ledger.sources[i] === none) throw lacks(i, source.sample.path);
  }
  let turn = 0;
  for (const { planned, block } of blockTurns(run)) {
    const { path } = planned.table;
    if (!run.parts.has(partKey({ table: path, block }))) throw lacks(turn, `block ${block} of ${path}`);
    turn++;
  }
}

/** What an earlier merge, or a run of one process, came to. */
async function earlierResult(out: string, { counts }: RunRecord, started: number): Promise<RunResult> {
  const tally = emptyTally();
  for await (const { line } of readLines(join(out, recordNames.manifest))) {
    if (!isHeader(line) && !isPart(line)) count(tally, line);
  }
  return { out, sources: counts.sources, ...tally, seconds: Math.round(performance.now() - started) / 1000 };
}
