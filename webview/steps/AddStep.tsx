import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { worksOn } from '../../src/core/modality';
import type { Step } from '../../src/core/recipe';
import { usePanel } from '../context';
import { Popover } from '../parts/Popover';
import { SearchList } from '../parts/SearchList';
import { OfferRow } from './OfferRow';
import { offersOf, searchOffers } from './search';
import { useOwnSample } from './useOwnSample';

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  /** A group may stand where the step goes. */
  readonly withGroups: boolean;
  onAdd(step: Step): void;
  onClose(): void;
}

/** The searchable list of transforms, grouped by family, each on the user's own picture. */
export function AddStep({ anchor, withGroups, onAdd, onClose }: Props) {
  const { model } = usePanel();
  const [text, setText] = useState('');
  const sample = useOwnSample();
  const { modality } = model.history.now.recipe;
  const pictured = modality === 'image';
  const here = model.transforms.filter((t) => worksOn(t.id, modality));
  const matches = searchOffers(offersOf(here, withGroups), text);
  const families = [...new Set(matches.map((m) => m.offer.family))];
  const sections = families.map((name) => ({
    name,
    options: matches
      .filter((m) => m.offer.family === name)
      .map((match) => ({ id: match.offer.id, content: <OfferRow {...{ match, sample, pictured }} /> })),
  }));
  return (
    <Popover
      anchor={anchor}
      label="Add step"
      role="dialog"
      class="add"
      onClose={(back) => {
        if (back) anchor.current?.focus();
        onClose();
      }}
    >
      <SearchList
        id="add"
        label="Search steps"
        placeholder="Search: rotate, cutout, brightness …"
        text={text}
        sections={sections}
        none={<p>No step is called “{text}” here.</p>}
        onText={setText}
        onPick={(id) => onAdd(matches.find((m) => m.offer.id === id)!.offer.step)}
      />
    </Popover>
  );
}
