import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UseError } from '../core/errors';
import { recordNames } from '../core/manifest';
import { isLinesName, type Shard } from '../core/shards';
import { removeUnfinished, tempNames, writeError } from './files';
import { freezeIndex } from './frozen-index';
import { isHeader, readLines } from './lines';
import { type OpenRun, openRun, planned, type RunAsk, recordOf } from './open-run';
import { placeRefusal, resolveOut } from './out';
import { needReady } from './ready';
import { takeStock } from './stock';
import { removeParts } from './table/parts';
import { versionsFor } from './versions';

export interface OpenShard {
  readonly run: OpenRun;
  /** How many of its variants there are already. */
  readonly done: number;
}

/**
 * Opens a part of a run: begins it, or goes on with it where it was cut off. The first part to come writes down what all
 * parts share, the others check it. Throws a `UseError` when they don't agree, and while the same part is being run.
 */
export async function openShard(ask: RunAsk, shard: Shard, onLog: (line: string) => void): Promise<OpenShard> {
  const { dataset, recipe, choice } = ask;
  if (choice.out === undefined) {
    throw new UseError('--shard needs --out: all shards of a run write into one folder, which must be named.');
  }
  const { index } = dataset;
  const plan = planned(index, recipe, choice, ask.epoch);
  const out = await resolveOut(dataset, choice);
  const refusal = await placeRefusal(dataset, out);
  if (refusal) throw new UseError(refusal.reason);
  await needReady(ask.pool, dataset, recipe);
  const codecs = await versionsFor(ask.pool, recipe, index.samples);
  await mkdir(out, { recursive: true }).catch((error: unknown) => Promise.reject(writeError(out, error)));
  const frozen = { shards: shard.count, record: recordOf(ask, out, index, plan, codecs) };
  const theirs = await freezeIndex(out, frozen, index, tempNames().next);
  if (JSON.stringify(theirs.record.codecs) !== JSON.stringify(codecs)) {
    onLog('The codecs have other versions here than where the first shard ran: files may differ in their bytes.');
  }
  const run = await openRun(ask, out, index, plan, codecs, 'resume', { shard });
  try {
    await removeUnfinished(out, await earlierTokens(run));
    return { run, done: choice.tar ? 0 : await takeStock(run) };
  } catch (error) {
    run.journal.close();
    throw error;
  }
}

/** The runs that had this part before: what they left unfinished is nobody's, what others have unfinished is theirs. */
async function earlierTokens({ lineFiles }: OpenRun): Promise<ReadonlySet<string>> {
  const tokens = new Set<string>();
  for await (const { line } of readLines(lineFiles[0]!)) if (isHeader(line)) tokens.add(line.run.token);
  return tokens;
}

/** Removes what only the parts needed; what says that they are parts goes last. */
export async function removeShards(out: string): Promise<void> {
  await removeParts(out);
  for (const name of await readdir(out)) {
    if (isLinesName(name) && name !== recordNames.manifest) await rm(join(out, name), { force: true });
  }
  await rm(join(out, recordNames.index), { force: true });
}
