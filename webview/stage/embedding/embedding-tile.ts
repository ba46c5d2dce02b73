import type { EmbeddingTile, PointCloud } from '../../../src/protocol-tiles';
import type { Aside } from '../shown';
import type { Sources } from '../sources';

export interface ShownEmbedding extends Pick<EmbeddingTile, 'kind' | 'label' | 'before' | 'after' | 'moved'> {
  readonly cloud: PointCloud;
  readonly aside: Aside;
}

/** The rows of the dataset as points: the same for every source, and kept with each. */
export interface ShownCloud {
  readonly kind: 'cloud';
  readonly cloud: PointCloud;
}

export function openEmbedding(tile: EmbeddingTile, source: string, sources: Sources<ShownCloud>): ShownEmbedding {
  const { kind, label, before, after, moved, notes } = tile;
  if (tile.cloud) sources.put(source, { kind: 'cloud', cloud: tile.cloud });
  const known = sources.get(source);
  if (!known) throw new Error('The points of this dataset are gone. Show another sample, then this one again.');
  const words = notes[0] ?? `moved ${moved.toFixed(2)}`;
  const title = [...notes, `moved ${moved.toFixed(3)} standard deviations of the features`].join('\n');
  return {
    kind,
    ...(label !== undefined && { label }),
    before,
    after,
    moved,
    cloud: known.cloud,
    aside: { words, title },
  };
}

/** Whether the nearest other row has the label of the row itself; undefined where one of them has none. */
export function keepsLabel(
  { label }: Pick<ShownEmbedding, 'label'>,
  { nearest }: EmbeddingTile['after'],
): boolean | undefined {
  return label === undefined || nearest?.label === undefined ? undefined : nearest.label === label;
}

/** "row 53" of `iris.npy#53`. */
export const rowWords = (row: string): string => `row ${row.slice(row.lastIndexOf('#') + 1)}`;
