import type { Table } from '../../core/table';
import { onDisk } from '../on-disk';
import type { Dataset } from '../scan';
import type { CorpusTable } from './asks';

/** A table of a dataset with its training rows, whatever was chosen of it. */
export const corpusTable = ({ root, index }: Dataset, { path, reading, blocks, splitOf }: Table): CorpusTable => ({
  disk: onDisk(root, index.samples.find((sample) => sample.path === path)!),
  reading,
  blocks,
  taken: splitOf.map((split) => (split === 0 ? 1 : 0)),
});
