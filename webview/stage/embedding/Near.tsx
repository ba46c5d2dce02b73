import { Icon } from '../../parts/Icon';
import type { BodyProps } from '../TileBody';
import { keepsLabel, rowWords, type ShownEmbedding } from './embedding-tile';
import { Mark } from './marks';

/** The nearest other row of a variant, and whether it has the variant's label. */
export function Near({ shown }: BodyProps<ShownEmbedding>) {
  const { label, before, after, cloud } = shown;
  const { nearest } = after;
  const [kept, was] = [keepsLabel(shown, after), keepsLabel(shown, before)];
  return (
    <p class="near">
      <Mark label={label === undefined ? -1 : cloud.labels.indexOf(label)} />
      {kept !== undefined && <Icon name={kept ? 'check' : 'warning'} />}
      {nearest ? (
        <span>
          nearest: {rowWords(nearest.row)}
          {nearest.label !== undefined && ', '}
          {kept === false ? <strong>{nearest.label}</strong> : nearest.label}
          {kept !== undefined && kept === was && !kept && ', as before'}
          {kept !== undefined && kept !== was && (kept ? ', not so before' : ', its own label before')}
        </span>
      ) : (
        <span>no other row</span>
      )}
    </p>
  );
}
