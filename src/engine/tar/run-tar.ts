import { UseError } from '../../core/errors';
import type { RunResult } from '../../core/run';
import type { Shard } from '../../core/shards';
import { estimateRun } from '../estimate';
import { readFrozen } from '../frozen-index';
import { emptyTally } from '../manifest';
import type { RunAsk } from '../open-run';
import { openShard, removeShards } from '../shard';
import { stopped } from '../stopped';
import { mergeTars } from './merge-tars';
import { earlierTar, type TarOptions, writeTar } from './write-tar';

/**
 * Writes the variants of a run, or of a part of it, into one WebDataset tar: what `stream` sends, plus records. A tar is
 * whole or not there; one that was cut off is made anew, to the same bytes. Without parts, the one that there is gets
 * merged at once. Throws a `UseError` when nothing was written, and `RunStopped`.
 */
export async function runTar(
  ask: RunAsk,
  options: TarOptions & { readonly resume?: string; readonly shard?: Shard },
  started: number,
): Promise<RunResult> {
  const { shard = { index: 0, count: 1 }, resume, onLog = () => {} } = options;
  const choice = { ...ask.choice, ...(resume !== undefined && { out: resume }), onlyVariants: true };
  if (!options.shard && resume === undefined) {
    const { refusal, out } = await estimateRun(ask.dataset, ask.recipe, choice);
    if (refusal) throw new UseError(refusal.reason);
    choice.out = out;
  }
  const { run } = await openShard({ ...ask, choice }, shard, onLog);
  try {
    const tally = (await earlierTar(run, shard)) ?? (await writeTar(ask, run, shard, options));
    const sources = Math.max(0, Math.ceil((run.plan.sources - shard.index) / shard.count));
    if (tally && !options.shard) {
      await run.journal.remove();
      const whole = await mergeTars(run.out, (await readFrozen(run.out))!, started);
      await removeShards(run.out);
      return whole;
    }
    if (tally) await run.journal.remove();
    const seconds = Math.round(performance.now() - started) / 1000;
    return { out: run.out, sources, ...(tally ?? { ...emptyTally(), cancelled: true }), seconds };
  } catch (error) {
    throw stopped(run.out, error);
  } finally {
    run.journal.close();
  }
}
