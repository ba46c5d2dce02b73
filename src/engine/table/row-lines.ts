import { createReadStream } from 'node:fs';
import type { PlannedTable } from '../../core/plan-tables';
import { rowName } from '../../core/table';
import type { OpenRun } from '../open-run';
import { partFiles, partsOf } from './parts';
import { listPlaces } from './separators';

/** Some lines of the manifest about rows. */
export interface RowLines {
  /** Whole lines, with their ends. */
  readonly bytes: Buffer;
  /** How many of them say of a variant that was made. */
  readonly made: number;
  /** The other ones. */
  readonly others: readonly string[];
}

/**
 * What the manifest says of the rows, a batch of its lines at a time: each variant with its place in the written file.
 * They stay bytes: as texts, or read and written each, they would cost as much as a simple step.
 */
export async function* rowLines(run: OpenRun, tables: readonly PlannedTable[]): AsyncGenerator<RowLines> {
  for (const [n, { table }] of tables.entries()) {
    const output = Buffer.from(`{"output":${JSON.stringify(rowName(table.path, 0)).slice(0, -2)}`);
    let row = 0;
    for (const list of listPlaces(table).keys()) {
      if (!run.record.onlyVariants) for (const b of table.blocks) if (b.list === list) row += b.rows;
      for (const { number } of partsOf(run, table, list)) {
        for await (const lines of wholeLines(partFiles(run.out, n, number).lines)) {
          const placed = withPlaces(lines, output, row);
          row += placed.made;
          yield placed;
        }
      }
    }
  }
}

const newline = 10;

/** The bytes of a file, cut where lines end. */
async function* wholeLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    const end = bytes.lastIndexOf(newline) + 1;
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
  }
}

/** A variant's line begins with its hash, so that this can be told without reading it, and is longer than that. */
const made = Buffer.from('{"sha256":');
const isMade = (lines: Buffer, at: number): boolean => made.every((byte, i) => lines[at + i] === byte);
const leastMade = 74; // bytes

function withPlaces(lines: Buffer, output: Buffer, first: number): RowLines {
  const most = lines.length + Math.ceil(lines.length / leastMade) * (output.length + 20);
  const bytes = Buffer.allocUnsafe(most);
  const others: string[] = [];
  let [filled, row] = [0, first];
  for (let at = 0; at < lines.length; ) {
    const end = lines.indexOf(newline, at) + 1;
    if (isMade(lines, at)) {
      bytes.set(output, filled);
      filled += output.length;
      filled += bytes.write(`${row++}",`, filled, 'latin1');
      at++;
    } else others.push(lines.toString('utf8', at, end - 1));
    bytes.set(lines.subarray(at, end), filled);
    filled += end - at;
    at = end;
  }
  return { bytes: bytes.subarray(0, filled), made: row - first, others };
}
