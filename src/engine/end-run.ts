import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ManifestLine, RunState } from '../core/manifest';
import { finish, hashFile, startTextFile, type TextFile } from './files';
import { startTables } from './labels/write-tables';
import { isVariant } from './lines';
import { count, countRows, doneLines, emptyTally, type Tally, writeManifest } from './manifest';
import type { OpenRun } from './open-run';
import { writeRecord } from './record';
import { mixes, softLabelsHeader, softLabelsName, softLabelsOfRow, softLabelsRow } from './soft-labels';
import { removeParts } from './table/parts';
import { type RowLines, rowLines } from './table/row-lines';
import { writeRowTables } from './table/write-tables';

/** Sorts the journal into the manifest and says in the record how the run ended. */
export async function endRun(run: OpenRun, state: RunState): Promise<Tally> {
  const files = run.plan.tables ? await writeRowTables(run, run.plan.tables) : [];
  const soft = mixes(run.recipe) ? await startSoftLabels(run) : undefined;
  const labels = await startTables(run);
  const tally = await writeManifest({
    run,
    rows: run.plan.tables && withSoftLabels(rowLines(run, run.plan.tables), run, soft),
    onVariant: (line, sample) => {
      labels.add(line);
      return soft?.file.write(softLabelsRow(run.index.classes, line, sample, run.variants.targets));
    },
    last: async () => {
      const tables = [...files, ...(await labels.end())];
      if (!soft) return tables;
      await soft.file.end();
      const line: ManifestLine = { file: softLabelsName, sha256: (await hashFile(soft.temp))! };
      run.journal.append([line]);
      await finish(soft.temp, join(run.out, softLabelsName));
      return [...tables, line];
    },
  }).catch(async (error: unknown) => {
    if (soft) await rm(soft.temp, { force: true });
    await labels.discard();
    throw error;
  });
  const counts = {
    sources: run.plan.sources,
    variants: tally.variants,
    failed: tally.failed.length,
    skipped: tally.skipped,
  };
  await writeRecord(run.out, { ...run.record, counts, state }, run.temp);
  await run.journal.remove();
  if (run.plan.tables) await removeParts(run.out);
  return tally;
}

/** The lines of rows; those of mixed ones go into the soft labels on their way. */
async function* withSoftLabels(
  batches: AsyncGenerator<RowLines>,
  { index }: OpenRun,
  soft: { readonly file: TextFile } | undefined,
): AsyncGenerator<RowLines> {
  for await (const batch of batches) {
    for (const text of soft ? batch.bytes.toString().trimEnd().split('\n') : []) {
      const line = JSON.parse(text) as ManifestLine;
      if (isVariant(line)) await soft!.file.write(softLabelsOfRow(index.classes, line));
    }
    yield batch;
  }
}

async function startSoftLabels(run: OpenRun) {
  const temp = run.temp(join(run.out, softLabelsName));
  const file = await startTextFile(temp);
  await file.write(softLabelsHeader(run.index.classes));
  return { temp, file };
}

/**
 * Sorts the journal of a part into its own manifest, which says that the part is done. Blocks of tables stay as they are,
 * and are named: merging puts them together.
 */
export async function endShard(run: OpenRun): Promise<Tally> {
  const tally = await tallyOf(run);
  await writeManifest({ run, parts: run.parts.values() });
  await run.journal.remove();
  return tally;
}

/** What is done so far. */
export async function tallyOf(run: OpenRun): Promise<Tally> {
  const tally = emptyTally();
  for await (const batch of run.plan.tables ? rowLines(run, run.plan.tables) : []) countRows(tally, batch);
  for (const { line } of doneLines(run)) count(tally, line);
  return tally;
}
