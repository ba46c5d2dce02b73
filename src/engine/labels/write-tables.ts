import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileLine, VariantLine } from '../../core/manifest';
import type { GrowingTable } from '../../formats/label-format';
import { finish, writeError } from '../files';
import type { OpenRun } from '../open-run';
import { type Spool, startSpool } from './spool';
import { growTable, writtenTables } from './tables';

/** The tables of a run, to which variants add their rows in the order of the manifest. */
export interface GrowingTables {
  add(line: Pick<VariantLine, 'rows'>): void;
  /** Writes them, each down in the journal before it gets its name. */
  end(): Promise<readonly FileLine[]>;
  /** Leaves no unfinished file. */
  discard(): Promise<void>;
}

interface Growing {
  readonly file: string;
  readonly table: GrowingTable;
  readonly places: Spool[];
}

/** Of what is added, a megabyte a table is held in memory: a run of any length takes no more. */
export async function startTables(run: OpenRun): Promise<GrowingTables> {
  const all = new Map<string, Growing>();
  for (const file of writtenTables(run.index)) {
    await mkdir(dirname(join(run.out, file)), { recursive: true });
    all.set(file, { file, table: await growTable(run.root, run.index, file, run.record), places: [] });
  }
  return {
    add(line) {
      for (const [file, rows] of Object.entries(line.rows ?? {})) {
        const { table, places } = all.get(file)!;
        for (const [at, bytes] of table.add(rows).entries()) {
          places[at] ??= startSpool(run.temp(join(run.out, file)));
          places[at].add(bytes);
        }
      }
    },
    async end() {
      const lines: FileLine[] = [];
      for (const growing of all.values()) lines.push(await written(run, growing));
      return lines;
    },
    async discard() {
      for (const { places } of all.values()) for (const place of places) await place.remove();
    },
  };
}

async function written(run: OpenRun, { file, table, places }: Growing): Promise<FileLine> {
  const final = join(run.out, file);
  const temp = run.temp(final);
  const hash = createHash('sha256');
  try {
    const handle = await open(temp, 'w');
    try {
      for await (const bytes of bytesOf(table, places)) {
        hash.update(bytes);
        await handle.writeFile(bytes);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(temp, { force: true });
    throw writeError(final, error);
  }
  for (const place of places) await place.remove();
  const line = { file, sha256: hash.digest('hex') };
  run.journal.append([line]);
  await finish(temp, final);
  return line;
}

async function* bytesOf(table: GrowingTable, places: readonly Spool[]): AsyncGenerator<Uint8Array> {
  for (const part of table.parts()) {
    if (typeof part !== 'number') yield part;
    else if (places[part]) yield* places[part].chunks();
  }
}
