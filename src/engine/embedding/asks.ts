import type { FeatureScales } from '../../core/embedding';
import type { Table } from '../../core/table';
import type { PointCloud } from '../../protocol-tiles';
import type { CorpusTable } from '../table/asks';

/** Rows of embeddings to measure, with their labels as in their table. */
export interface VectorCorpus extends CorpusTable, Pick<Table, 'path' | 'classOf' | 'classNames'> {}

export interface MeasureAsk {
  readonly corpus: readonly VectorCorpus[];
  readonly width: number;
}

/** Rows to place among those of a dataset. The same `key` stands for the same rows, which are then kept. */
export interface PlaceAsk extends MeasureAsk {
  readonly key: string;
  readonly scales: FeatureScales;
  readonly row: string;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** A row and its variant on the plane of the two strongest directions, and their nearest rows. */
export interface PlacedPoints {
  readonly before: readonly [x: number, y: number];
  readonly after: readonly [x: number, y: number];
  /** In standard deviations of the features. */
  readonly moved: number;
  /** Other than the row itself; absent where there is no other row. */
  readonly nearestBefore?: NearRow;
  readonly nearestAfter?: NearRow;
  readonly cloud: PointCloud;
}

export interface NearRow {
  readonly row: string;
  readonly label?: string;
}
