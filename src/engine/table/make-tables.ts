import { rm } from 'node:fs/promises';
import type { Table } from '../../core/table';
import { finish } from '../files';
import { eachLimited } from '../limit';
import { onDisk } from '../on-disk';
import { type BlockTurn, blockTurns } from '../share';
import type { Work } from '../sources';
import { askRows } from './ask-rows';
import type { RowsAsk } from './asks';
import { labelsOfBlock } from './one-row';
import { partFiles, partKey } from './parts';
import { separatorsOf } from './separators';

/** Makes the variants of all blocks that are not done, as parts. */
export async function makeTables(work: Work): Promise<void> {
  const { run } = work;
  const todo = async function* () {
    const known = new Map<number, readonly string[]>();
    for (const turn of blockTurns(run)) {
      const { n, planned, block } = turn;
      if (run.parts.has(partKey({ table: planned.table.path, block }))) continue;
      const disk = diskOf(work, planned.table);
      const separators = known.get(n) ?? (await separatorsOf(disk, planned.table));
      known.set(n, separators);
      yield { turn, ask: askOf(work, disk, turn, separators) };
    }
  };
  await eachLimited(todo(), work.pool.workers * 2, ({ turn, ask }) => makePart(work, turn, ask));
}

const diskOf = ({ run }: Work, { path }: Table): string =>
  onDisk(run.root, run.index.samples.find((sample) => sample.path === path)!);

function askOf(
  { run }: Pick<Work, 'run'>,
  disk: string,
  { planned: { table }, block, counts }: BlockTurn,
  separators: readonly string[],
): Omit<RowsAsk, 'to'> {
  const at = table.blocks[block]!;
  return {
    disk,
    table: table.path,
    reading: table.reading,
    block: at,
    counts: counts.slice(),
    splitOf: table.splitOf.slice(at.first, at.first + at.rows),
    ...labelsOfBlock(table, at),
    recipe: run.recipe,
    epoch: run.record.epoch,
    separator: separators[at.list]!,
    provenance: run.recipe.data?.provenance ?? false,
  };
}

/** One block: made under temporary names, named, then written down. */
async function makePart(work: Work, { n, planned: { table }, block }: BlockTurn, ask: RowsAsk): Promise<void> {
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
