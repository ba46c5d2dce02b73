import { rm } from 'node:fs/promises';
import type { PlannedTable } from '../../core/plan-tables';
import type { Table } from '../../core/table';
import { finish } from '../files';
import { eachLimited } from '../limit';
import { onDisk } from '../on-disk';
import type { Work } from '../sources';
import type { RowsAsk } from '../tasks';
import { askRows } from './ask-rows';
import { partFiles, partKey } from './parts';
import { separatorsOf } from './separators';

/** Makes the variants of all blocks that are not done, as parts. */
export async function makeTables(work: Work, tables: readonly PlannedTable[]): Promise<void> {
  const { run } = work;
  const todo = async function* () {
    for (const [n, planned] of tables.entries()) {
      const { table, counts } = planned;
      const disk = diskOf(work, table);
      const separators = await separatorsOf(disk, table);
      for (const [block, { first, rows, list }] of table.blocks.entries()) {
        if (run.parts.has(partKey({ table: table.path, block }))) continue;
        if (!counts.subarray(first, first + rows).some((count) => count > 0)) continue;
        yield { n, planned, block, ask: askOf(work, disk, planned, block, separators[list]!) };
      }
    }
  };
  await eachLimited(todo(), work.pool.workers * 2, ({ n, planned, block, ask }) =>
    makePart(work, n, planned.table, block, ask),
  );
}

const diskOf = ({ run }: Work, { path }: Table): string =>
  onDisk(run.root, run.index.samples.find((sample) => sample.path === path)!);

function askOf(
  { run }: Pick<Work, 'run'>,
  disk: string,
  { table, counts }: PlannedTable,
  block: number,
  separator: string,
): Omit<RowsAsk, 'to'> {
  const at = table.blocks[block]!;
  return {
    disk,
    table: table.path,
    reading: table.reading,
    block: at,
    counts: counts.slice(at.first, at.first + at.rows),
    splitOf: table.splitOf.slice(at.first, at.first + at.rows),
    recipe: run.recipe,
    epoch: run.record.epoch,
    separator,
    provenance: run.recipe.data?.provenance ?? false,
  };
}

/** One block: made under temporary names, named, then written down. */
async function makePart(work: Work, n: number, table: Table, block: number, ask: RowsAsk): Promise<void> {
  const { run, pool, signal, onLog, progress } = work;
  signal?.throwIfAborted();
  const final = partFiles(run.out, n, block);
  const to = { rows: run.temp(final.rows), lines: run.temp(final.lines) };
  try {
    const { made, skipped, failed } = await askRows(pool, run, { ...ask, to }, { signal });
    for (const { source, error } of failed) onLog(`${source}: ${error}`);
    await finish(to.rows, final.rows);
    await finish(to.lines, final.lines);
    const part = { table: table.path, block, made, skipped, failed: failed.length };
    run.journal.append([{ part }]);
    run.parts.set(partKey(part), part);
    progress.add(ask.counts.reduce((sum, count) => sum + count, 0));
  } finally {
    await Promise.all([rm(to.rows, { force: true }), rm(to.lines, { force: true })]);
  }
}
