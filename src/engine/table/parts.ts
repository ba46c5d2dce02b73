import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '../../core/table';
import type { Part } from '../lines';
import type { OpenRun } from '../open-run';

/** The variants of a block lie in two hidden files of the output folder until their table is put together. */

export const partKey = ({ table, block }: Pick<Part, 'table' | 'block'>): string => `${block} ${table}`;

/** Where the two files of a part lie; `n` counts the tables of the run. */
export const partFiles = (out: string, n: number, block: number) => ({
  rows: join(out, `.augment-part-${n}-${block}.rows`),
  lines: join(out, `.augment-part-${n}-${block}.lines`),
});

const partName = /^\.augment-part-\d+-\d+\.(rows|lines)$/;

/** Removes the parts that a run left, or needs no more. */
export async function removeParts(out: string): Promise<void> {
  for (const name of await readdir(out)) if (partName.test(name)) await rm(join(out, name), { force: true });
}

/** Counts a part of an earlier run as done, when its files are there. */
export async function takePart(run: OpenRun, part: Part): Promise<void> {
  const n = run.plan.tables?.findIndex(({ table }) => table.path === part.table) ?? -1;
  const there = (path: string) =>
    stat(path).then(
      (s) => s.isFile(),
      () => false,
    );
  const { rows, lines } = partFiles(run.out, n, part.block);
  if ((await there(rows)) && (await there(lines))) run.parts.set(partKey(part), part);
}

/** The blocks of a list whose parts are done, with what each made. */
export const partsOf = (run: OpenRun, table: Table, list: number) =>
  table.blocks.flatMap((block, number) => {
    const part = block.list === list ? run.parts.get(partKey({ table: table.path, block: number })) : undefined;
    return part ? [{ number, part }] : [];
  });
