import type { FeatureScales } from '../../core/embedding';
import { vectorCodecOf } from '../../formats/table/codec';
import type { TaskControl } from '../serve';
import { rowsOfBlock } from '../table/block-rows';
import type { MeasureAsk, VectorCorpus } from './asks';

/** A row to measure, with its number in its table. */
export interface MeasuredRow {
  readonly table: VectorCorpus;
  readonly row: number;
  readonly values: Float64Array;
}

/** The rows that are taken, in order, with nothing held but a block; rows that can't be read are left out. */
export async function* measuredRows(
  corpus: readonly VectorCorpus[],
  control: TaskControl,
  wanted: (n: number) => boolean = () => true,
): AsyncGenerator<MeasuredRow> {
  let n = 0;
  for (const table of corpus) {
    const codec = vectorCodecOf(table.reading);
    for (const block of table.blocks) {
      control.check();
      const rows: number[] = [];
      for (let row = block.first; row < block.first + block.rows; row++) {
        if (table.taken[row] === 1 && wanted(n++)) rows.push(row);
      }
      if (rows.length === 0) continue;
      const raws = await rowsOfBlock(table.disk, table.reading, block);
      for (const row of rows) {
        try {
          yield { table, row, values: codec.read(raws[row - block.first]!).values };
        } catch {} // reading the dataset has named it
      }
      control.alive();
    }
  }
}

/**
 * Mean and standard deviation (of all rows, not of a sample) of each feature, in one pass (Welford 1962); values that are
 * no finite numbers do not count.
 */
export async function measureFeatures({ corpus, width }: MeasureAsk, control: TaskControl): Promise<FeatureScales> {
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  const counts = new Float64Array(width);
  for await (const { values } of measuredRows(corpus, control)) {
    for (let i = 0; i < width; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      const away = value - mean[i]!;
      mean[i]! += away / ++counts[i]!;
      squares[i]! += away * (value - mean[i]!);
    }
  }
  const deviation = squares.map((sum, i) => (counts[i]! > 0 ? Math.sqrt(sum / counts[i]!) : 0));
  return { mean, deviation };
}
