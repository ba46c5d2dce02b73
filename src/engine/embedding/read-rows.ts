import { closeSync, openSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { RowPlace } from '../../core/questions';
import { vectorCodecOf } from '../../formats/table/codec';
import { rowsIn, rowsOfBlock } from '../table/block-rows';
import type { Partner } from './draw';

/** Blocks that were read last: rows that are mixed in come from anywhere. */
const kept = new Map<string, readonly string[]>();
const mostLetters = 64 * 1024 * 1024;
let letters = 0;

/** The rows at some places, by name; of those that can't be read, the error. */
export async function readRowsAt(places: readonly RowPlace[]): Promise<(name: string) => Partner> {
  const found = new Map<string, Partner | Error>();
  const files = new Map<string, number>();
  const fileOn = (disk: string): number => {
    const file = files.get(disk) ?? openSync(disk, 'r');
    files.set(disk, file);
    return file;
  };
  try {
    for (const place of [...places].sort((a, b) => a.block.start - b.block.start)) {
      if (found.has(place.name)) continue;
      found.set(
        place.name,
        await readRowAt(place, fileOn).catch((error: Error) => new Error(`the partner ${place.name} ${error.message}`)),
      );
    }
  } finally {
    for (const file of files.values()) closeSync(file);
  }
  return (name) => {
    const one = found.get(name);
    if (one instanceof Error) throw one;
    if (!one) throw new Error(`the partner ${name} is not in the dataset any more`);
    return one;
  };
}

async function readRowAt(
  { disk, reading, block, row, classes }: RowPlace,
  fileOn: (disk: string) => number,
): Promise<Partner> {
  const alone = block.rows === 1 && reading.kind !== 'parquet';
  const rows = alone ? rowsIn(fileOn(disk), reading, block) : await blockRows(disk, reading, block);
  const own = vectorCodecOf(reading).read(rows[row - block.first]!);
  return { values: own.values, classes: own.classes.length > 0 ? own.classes : classes };
}

/** Whole blocks are kept. */
async function blockRows(
  disk: string,
  reading: RowPlace['reading'],
  block: RowPlace['block'],
): Promise<readonly string[]> {
  const { mtimeMs, size: bytes } = await stat(disk);
  const key = `${block.first} ${block.rows} ${mtimeMs} ${bytes} ${disk}`;
  const known = kept.get(key);
  if (known) return known;
  const rows = await rowsOfBlock(disk, reading, block);
  const size = rows.reduce((sum, row) => sum + row.length, 0);
  if (letters + size > mostLetters) {
    kept.clear();
    letters = 0;
  }
  kept.set(key, rows);
  letters += size;
  return rows;
}
