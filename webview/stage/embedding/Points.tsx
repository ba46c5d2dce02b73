import type { ComponentChildren } from 'preact';
import type { SampleRef } from '../../../src/protocol';
import type { CompareMode } from '../../state/model';
import type { Tiles } from '../useTiles';
import type { ShownEmbedding } from './embedding-tile';
import { Kept } from './Kept';
import { Plot } from './Plot';

interface Props {
  readonly samples: readonly SampleRef[];
  readonly tiles: Tiles;
  readonly focused?: string;
  readonly compare: CompareMode;
  readonly variant: number;
  /** The list of the samples. */
  readonly children: ComponentChildren;
}

/** Samples of embeddings: one plane for all of them, and what each says beside it. */
export function Points({ samples, tiles, children, ...rest }: Props) {
  const shown = new Map<string, ShownEmbedding>();
  for (const { source } of samples) {
    const one = tiles.views.get(source)?.shown;
    if (one?.kind === 'embedding') shown.set(source, one);
  }
  return (
    <div class="embedding">
      {shown.size > 0 ? <Plot shown={shown} {...rest} /> : <div class="plot plot--waiting" />}
      <div class="embedding__rows">
        <Kept shown={[...shown.values()]} variant={rest.variant} />
        {children}
      </div>
    </div>
  );
}
