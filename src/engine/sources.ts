import { rm } from 'node:fs/promises';
import type { Modality } from '../core/modality';
import { finishNew } from './files';
import { eachLimited } from './limit';
import { isError } from './lines';
import { none, placeIn } from './manifest';
import type { OpenRun } from './open-run';
import type { Pool } from './pool';
import type { ProgressCount } from './progress';
import { type SourceTurn, shareOf, sourceTurns } from './share';
import { makeAlone, makeTogether, type Part } from './source-parts';

/** What the parts of a run work with. */
export interface Work {
  readonly run: OpenRun;
  readonly pool: Pool;
  readonly signal: AbortSignal | undefined;
  readonly progress: ProgressCount;
  onLog(line: string): void;
}

/** Makes the variants of all sources that are not done. */
export async function makeSources(work: Work): Promise<void> {
  await eachLimited(batches(work), work.pool.workers * 2, async (batch) => {
    work.signal?.throwIfAborted();
    await makeBatch(work, batch);
  });
}

/** Small pictures go to a worker together, for the messages for one cost as much as reading it; short sounds, for ffmpeg. */
const mostVariants: Readonly<Partial<Record<Modality, number>>> = { image: 32, audio: 128 };
const mostBytes = 2 * 1024 * 1024;
/** So many batches at least for each worker, so that none is idle while another has work. */
const perWorker = 4;

function* batches({ run, pool }: Work): Generator<readonly SourceTurn[]> {
  const together = mostVariants[run.index.modality];
  const most = together ? shareOf(run).sources / (pool.workers * perWorker) : 1;
  let batch: SourceTurn[] = [];
  let [variants, bytes] = [0, 0];
  for (const turn of sourceTurns(run)) {
    if (run.ledger.sources[turn.i] !== none) continue;
    const { outputs, sample } = turn.source;
    variants += outputs.length;
    bytes += sample.bytes;
    if (batch.length > 0 && (batch.length + 1 > most || variants > (together ?? 0) || bytes > mostBytes)) {
      yield batch;
      batch = [];
      [variants, bytes] = [outputs.length, sample.bytes];
    }
    batch.push(turn);
  }
  if (batch.length > 0) yield batch;
}

/** All variants of some sources. Where they take their worker down, each is made alone: only the one that does it fails. */
async function makeBatch(work: Work, batch: readonly SourceTurn[]): Promise<void> {
  const sources = batch.map(({ source }) => source);
  const parts = sources.length > 1 ? await makeTogether(work, sources) : undefined;
  if (parts) return nameFiles(work, batch, parts);
  for (const turn of batch) await nameFiles(work, [turn], [await makeAlone(work, turn.source)]);
}

/** What was made under temporary names is written down, then named. */
async function nameFiles({ run, progress, onLog }: Work, batch: readonly SourceTurn[], parts: readonly Part[]) {
  const left = parts.flatMap(({ files }) => files);
  try {
    const lines = parts.flatMap((part) => part.lines);
    for (const line of lines) if (isError(line)) onLog(`${told(line)}: ${line.error}`);
    const places = lines.length > 0 ? run.journal.append(lines) : [];
    let at = 0;
    for (const [n, part] of parts.entries()) {
      if (part.lines.length > 0) run.ledger.sources[batch[n]!.i] = placeIn(run, 0, places[at]!);
      at += part.lines.length;
    }
    while (left.length > 0) finishNew(left[0]!.temp, left.shift()!.final);
  } finally {
    for (const { temp } of left) await rm(temp, { force: true });
  }
  progress.add(batch.reduce((sum, { source }) => sum + source.outputs.length, 0));
}

const told = ({ source, variant }: { source: string; variant?: number }): string =>
  variant === undefined ? source : `${source}, variant ${variant}`;
