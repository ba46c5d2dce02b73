import { Icon } from '../../parts/Icon';
import { keepsLabel, type ShownEmbedding } from './embedding-tile';

interface Props {
  readonly shown: readonly ShownEmbedding[];
  readonly variant: number;
}

/** How many of the samples have a nearest row of their own label; nothing where rows have no labels. */
export function Kept({ shown, variant }: Props) {
  const judged = shown.filter((one) => keepsLabel(one, one.after) !== undefined);
  if (judged.length === 0) return null;
  const now = judged.filter((one) => keepsLabel(one, one.after)).length;
  const before = judged.filter((one) => keepsLabel(one, one.before)).length;
  return (
    <div class="kept">
      <Icon name={now >= before ? 'pass' : 'warning'} />
      <p>
        <strong>
          {now} of {judged.length} {now === 1 ? 'keeps' : 'keep'} a neighbour of {now === 1 ? 'its' : 'their'} own label
        </strong>{' '}
        <span class="kept__quiet">
          nearest original row, variant {variant} ({before} did before)
        </span>
      </p>
    </div>
  );
}
