import { useRef } from 'preact/hooks';
import type { SampleRef } from '../../src/protocol';
import { Icon } from '../parts/Icon';
import type { Match } from './search';
import { useThumbnail } from './useThumbnail';

interface Props {
  readonly match: Match;
  readonly sample: SampleRef | undefined;
  /** Rows have room for a picture. */
  readonly pictured: boolean;
}

/** One transform of *Add step…*: what it makes of the user's own picture, its title, and what it does. */
export function OfferRow({ match: { offer, alias }, sample, pictured }: Props) {
  return (
    <div class={pictured ? 'offer offer--pictured' : 'offer'}>
      {pictured && ('transform' in offer.step ? <Thumbnail id={offer.id} sample={sample} /> : <GroupMark />)}
      <span class="offer__title">
        {offer.title} {alias && <span class="search__alias">{alias}</span>}
      </span>
      <span class="offer__summary">{offer.summary}</span>
    </div>
  );
}

function Thumbnail({ id, sample }: { readonly id: string; readonly sample: SampleRef | undefined }) {
  const place = useRef<HTMLSpanElement>(null);
  const shown = useThumbnail(id, sample, place);
  return (
    <span class="offer__picture" ref={place}>
      {shown && <img src={shown.url} alt="" draggable={false} />}
    </span>
  );
}

const GroupMark = () => (
  <span class="offer__picture">
    <Icon name="list-tree" />
  </span>
);
