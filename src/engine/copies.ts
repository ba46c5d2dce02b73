import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestLine } from '../core/manifest';
import type { PlannedCopy } from '../core/plan';
import { isAbort } from './calls';
import { finishNew, isWriteError } from './files';
import { eachLimited } from './limit';
import { none, placeIn } from './manifest';
import { onDisk } from './on-disk';
import type { MadeFile } from './source-parts';
import type { Work } from './sources';
import type { CopyOutcome } from './tasks';

const perTask = 16;

/** Copies the originals, the other splits and the other files that are not there yet, to where they were. */
export async function copyFiles(work: Work): Promise<void> {
  await eachLimited(batches(work), work.pool.workers * 2, async (batch) => {
    work.signal?.throwIfAborted();
    await copyBatch(work, batch);
    work.progress.add(batch.length);
  });
}

interface Todo {
  readonly i: number;
  readonly file: PlannedCopy;
}

function* batches({ run }: Work): Generator<readonly Todo[]> {
  let batch: Todo[] = [];
  for (const [i, file] of run.copies.entries()) {
    if (run.ledger.copies[i] !== none) continue;
    batch.push({ i, file });
    if (batch.length < perTask) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function copyBatch({ run, pool, signal, onLog }: Work, batch: readonly Todo[]): Promise<void> {
  const files: readonly MadeFile[] = batch.map(({ file }) => {
    const final = join(run.out, file.path);
    return { temp: run.temp(final), final };
  });
  const left = new Set(files);
  try {
    const ask = batch.map(({ file }, n) => ({ from: onDisk(run.root, file), to: files[n]!.temp }));
    const outcomes = await pool
      .run('copy', { files: ask }, { signal })
      .catch((error: Error): readonly CopyOutcome[] => {
        if (isAbort(error) || isWriteError(error)) throw error;
        return batch.map(() => ({ error: error.message }));
      });
    const lines: readonly ManifestLine[] = outcomes.map((outcome, n) =>
      'error' in outcome
        ? { source: batch[n]!.file.path, error: outcome.error }
        : { file: batch[n]!.file.path, sha256: outcome.sha256 },
    );
    for (const [n, offset] of run.journal.append(lines).entries()) {
      run.ledger.copies[batch[n]!.i] = placeIn(run, 0, offset);
    }
    for (const [n, outcome] of outcomes.entries()) {
      if ('error' in outcome) onLog(`${batch[n]!.file.path}: ${outcome.error}`);
      else finishNew(files[n]!.temp, files[n]!.final);
      left.delete(files[n]!);
    }
  } finally {
    for (const { temp } of left) await rm(temp, { force: true });
  }
}
