import type { DatasetIndex } from '../../core/dataset';
import type { FeatureScales } from '../../core/embedding';
import { featureCount } from '../../core/table';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import { corpusTable } from '../table/corpus-table';
import type { VectorCorpus } from './asks';

const measured = new WeakMap<DatasetIndex, Map<number, Promise<FeatureScales>>>();

/** The scales of the features, out of the training rows of that many features: measured once a dataset. */
export function scalesOf(pool: Pool, dataset: Dataset, width: number): Promise<FeatureScales> {
  const known = measured.get(dataset.index) ?? new Map<number, Promise<FeatureScales>>();
  measured.set(dataset.index, known);
  let scales = known.get(width);
  if (!scales) {
    scales = pool.run('measure', { corpus: rowsToMeasure(dataset, width), width });
    scales.catch(() => known.delete(width));
    known.set(width, scales);
  }
  return scales;
}

/** The training rows of so many features; all rows where none is for training. */
export function rowsToMeasure(dataset: Dataset, width: number): readonly VectorCorpus[] {
  const tables = (dataset.index.tables ?? []).filter(({ reading }) => featureCount(reading) === width);
  const rows = tables.map((table) => ({
    ...corpusTable(dataset, table),
    ...{ path: table.path, classOf: table.classOf, classNames: table.classNames },
  }));
  return rows.some(({ taken }) => taken.includes(1)) ? rows : rows.map((one) => ({ ...one, taken: one.taken.fill(1) }));
}
