import { join } from 'node:path';
import type { FileLine } from '../../core/manifest';
import { finish, sha256Of, writeWhole } from '../files';
import type { OpenRun } from '../open-run';
import { type AddedRows, finishedTable, writtenTables } from './tables';

/** Writes the tables of a run, each down in the journal before it gets its name. */
export async function writeTables(run: OpenRun, added: AddedRows): Promise<readonly FileLine[]> {
  const lines: FileLine[] = [];
  for (const file of writtenTables(run.index)) {
    const final = join(run.out, file);
    const temp = run.temp(final);
    const bytes = await finishedTable(run.root, run.index, file, added, run.record);
    writeWhole(temp, bytes);
    const line = { file, sha256: sha256Of(bytes) };
    run.journal.append([line]);
    await finish(temp, final);
    lines.push(line);
  }
  return lines;
}
