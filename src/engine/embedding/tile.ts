import type { DatasetIndex } from '../../core/dataset';
import { featureCount, rowName } from '../../core/table';
import { classOfRow } from '../../core/table-counts';
import type { EmbeddingTile } from '../../protocol-tiles';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import type { LookedVector } from '../table/asks';
import type { NearRow } from './asks';
import { rowsToMeasure, scalesOf } from './scales';

/** Datasets by number: what was worked out of one is kept beside the models. */
const keys = new WeakMap<DatasetIndex, number>();
let opened = 0;

/** A row and its variant among the others of the dataset. */
export async function placedTile(
  pool: Pool,
  dataset: Dataset,
  path: string,
  row: number,
  { before, after }: LookedVector,
  withCloud: boolean,
  signal?: AbortSignal,
): Promise<Omit<EmbeddingTile, 'notes'>> {
  const { index } = dataset;
  const table = index.tables!.find((one) => one.path === path)!;
  const width = featureCount(table.reading);
  const key = keys.get(index) ?? ++opened;
  keys.set(index, key);
  const scales = await scalesOf(pool, dataset, width);
  const corpus = rowsToMeasure(dataset, width);
  const ask = { key: `${key} ${width}`, corpus, width, scales, row: rowName(table.path, row), before, after };
  const placed = await pool.run('place', ask, { signal, urgent: true });
  const point = ([x, y]: readonly [number, number], nearest: NearRow | undefined) => ({
    x,
    y,
    ...(nearest && { nearest }),
  });
  const label = classOfRow(table, row);
  return {
    kind: 'embedding',
    ...(label !== undefined && { label }),
    before: point(placed.before, placed.nearestBefore),
    after: point(placed.after, placed.nearestAfter),
    moved: placed.moved,
    ...(withCloud && { cloud: placed.cloud }),
  };
}
