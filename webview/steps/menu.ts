import { isTransformStep } from '../../src/core/recipe';
import type { MenuItem } from '../parts/Menu';
import { shortcut } from '../shortcut';
import type { Dispatch } from '../state/actions';
import type { StepRow } from '../state/places';

/** What can be done with a step, with the keys that do it. */
export function stepMenu({ step, place, group }: StepRow, dispatch: Dispatch): readonly MenuItem[] {
  const grouping: readonly MenuItem[] = isTransformStep(step)
    ? group
      ? []
      : [{ label: 'Put in a Group', onSelect: () => dispatch({ do: 'group', place }) }]
    : [{ label: 'Ungroup', onSelect: () => dispatch({ do: 'ungroup', place }) }];
  return [
    {
      label: step.disabled ? 'Switch On' : 'Switch Off',
      keys: 'Space',
      onSelect: () => dispatch({ do: 'set', place, values: { disabled: step.disabled ? undefined : true } }),
    },
    { label: 'Duplicate', keys: shortcut('D'), onSelect: () => dispatch({ do: 'duplicate', place }) },
    ...grouping,
    {
      label: 'Move Up',
      keys: 'Alt+↑',
      starts: true,
      onSelect: () => dispatch({ do: 'shift', place, direction: -1 }),
    },
    { label: 'Move Down', keys: 'Alt+↓', onSelect: () => dispatch({ do: 'shift', place, direction: 1 }) },
    { label: 'Remove', keys: 'Delete', starts: true, onSelect: () => dispatch({ do: 'remove', place }) },
  ];
}
