import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UseError } from '../../core/errors';
import { recordNames } from '../../core/manifest';
import type { RunResult } from '../../core/run';
import { lineNamesOf, shardsOf, shardWord, tarNameOf } from '../../core/shards';
import { finish, removeUnfinished, startTextFile, tempNames } from '../files';
import type { Frozen } from '../frozen-index';
import { openJournal } from '../journal';
import { isHeader, isPart, readLines } from '../lines';
import { count, emptyTally, type Tally } from '../manifest';
import { writeRecord } from '../record';

/**
 * Makes one manifest out of those of the parts, in their order, and the record. The tars stay as they are, and the dataset
 * need not be there any more. Throws a `UseError` when a tar is missing.
 */
export async function mergeTars(out: string, { record, shards }: Frozen, started: number): Promise<RunResult> {
  for (const shard of shardsOf(shards)) {
    if (existsSync(join(out, tarNameOf(shard)))) continue;
    throw new UseError(
      `${tarNameOf(shard)} is not in ${out} any more: run shard ${shardWord(shard)} again, then merge.`,
    );
  }
  const temp = tempNames();
  const journal = await openJournal(out, 'resume', temp.run);
  try {
    await removeUnfinished(out); // of parts that were killed before they had a journal
    const tally = await writeLines(out, shards, temp.next);
    const { sources } = record.counts;
    const counts = { sources, variants: tally.variants, failed: tally.failed.length, skipped: tally.skipped };
    await writeRecord(out, { ...record, counts, state: 'finished' }, temp.next);
    await journal.remove();
    return { out, sources, ...tally, seconds: Math.round(performance.now() - started) / 1000 };
  } finally {
    journal.close();
  }
}

async function writeLines(out: string, shards: number, tempFor: (path: string) => string): Promise<Tally> {
  const tally = emptyTally();
  const final = join(out, recordNames.manifest);
  const temp = tempFor(final);
  const manifest = await startTextFile(temp);
  try {
    for (const shard of shardsOf(shards)) {
      for await (const { line } of readLines(join(out, lineNamesOf(shard).manifest))) {
        if (isHeader(line) || isPart(line)) continue;
        count(tally, line);
        await manifest.write(`${JSON.stringify(line)}\n`);
      }
    }
    await manifest.end();
    await finish(temp, final);
  } catch (error) {
    await rm(temp, { force: true });
    throw error;
  }
  return tally;
}
