import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VariantLine } from '../../core/manifest';
import { firstNotBelow } from '../../core/order';
import { type LabelRows, parseRowName, type Table } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import { vectorCodecOf } from '../../formats/table/codec';
import { hardClasses } from '../embedding/draw';
import { encoded, rowsOfBlock } from './block-rows';
import { startFile } from './out-file';
import { matrixHead } from './write-matrix';

/**
 * Writes the label file of a table: its own rows (unless `keep` is false), and for each variant that of its source, with
 * another label where the variant was mixed into another class. The SHA-256.
 */
export async function writeLabels(
  root: string,
  table: Table,
  labels: LabelRows,
  variants: AsyncIterable<VariantLine>,
  made: number,
  keep: boolean,
  temp: string,
): Promise<string> {
  const { reading, blocks } = labels;
  const disk = join(root, labels.diskPath ?? labels.path);
  const { size } = await stat(disk);
  const [start, end] = [blocks[0]!.start, blocks.at(-1)!.end];
  const rows = labelRows(disk, table, labels);
  const out = await startFile(temp);
  try {
    if (reading.kind === 'matrix') await out.write(await matrixHead(disk, reading, made + (keep ? table.rows : 0)));
    else await out.copy(disk, 0, start);
    if (keep) await out.copy(disk, start, end);
    const separator = reading.kind === 'matrix' ? '' : reading.lineEnd;
    let first = !keep;
    for await (const line of variants) {
      const raw = await rows(line);
      await out.write(encoded((first ? '' : separator) + raw, reading));
      first = false;
    }
    await out.copy(disk, end, size);
    return await out.end();
  } catch (error) {
    await out.close();
    throw error;
  }
}

const none = new Float64Array();

/** The row of each variant; of the label file, one block is held. */
function labelRows(disk: string, table: Table, { reading, blocks }: LabelRows) {
  const codec = vectorCodecOf(reading);
  const ofClass = new Map<string, string>();
  let held: { readonly b: number; readonly rows: readonly string[] } | undefined;
  const rowAt = async (row: number): Promise<string> => {
    const b = firstNotBelow(blocks.length, (i) => blocks[i]!.first + blocks[i]!.rows <= row);
    if (held?.b !== b) held = { b, rows: await rowsOfBlock(disk, reading, blocks[b]!) };
    return held.rows[row - blocks[b]!.first]!;
  };
  /** Cells of a fixed width take the place of one another whole. */
  const cellOf = async (name: string): Promise<string> => {
    const known = ofClass.get(name) ?? (await rowAt(table.classOf.indexOf(table.classNames.indexOf(name) + 1)));
    ofClass.set(name, known);
    return known;
  };
  return async ({ source, targets }: VariantLine): Promise<string> => {
    const { row } = parseRowName(source)!;
    const own = classOfRow(table, row);
    const target = targets && new Map(Object.entries(targets));
    const changed = own === undefined ? undefined : hardClasses([own], target);
    if (!changed) return rowAt(row);
    return reading.kind === 'matrix'
      ? cellOf(changed[0]!)
      : codec.write(await rowAt(row), none, { values: none, classes: [] }, changed);
  };
}
