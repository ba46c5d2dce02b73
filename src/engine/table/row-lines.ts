import { createReadStream } from 'node:fs';
import type { PlannedTable } from '../../core/plan-tables';
import { rowName } from '../../core/table';
import type { OpenRun } from '../open-run';
import { partFiles, partsOf } from './parts';
import { listPlaces } from './separators';

/**
 * What the manifest says of the rows, a batch of its lines at a time: each variant with its place in the written file.
 * They stay texts: reading and writing each again would cost as much as a simple step.
 */
export async function* rowLines(run: OpenRun, tables: readonly PlannedTable[]): AsyncGenerator<readonly string[]> {
  for (const [n, { table }] of tables.entries()) {
    const output = `{"output":${JSON.stringify(rowName(table.path, 0)).slice(0, -2)}`;
    let row = 0;
    for (const list of listPlaces(table).keys()) {
      if (!run.record.onlyVariants) for (const b of table.blocks) if (b.list === list) row += b.rows;
      for (const { number } of partsOf(run, table, list)) {
        for await (const batch of lineBatches(partFiles(run.out, n, number).lines)) {
          yield batch.map((line) => (isMade(line) ? `${output}${row++}",${line.slice(1)}` : line));
        }
      }
    }
  }
}

/** A variant's line begins with its hash, so that this can be told without reading it. */
const isMade = (line: string): boolean => line.startsWith('{"sha256":');

/** The lines of a part, some at a time. */
async function* lineBatches(path: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const text of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    yield lines;
  }
}
