/** What a key means in the list of steps. */
export type StepKey =
  | { readonly to: 'row'; readonly by: number }
  | { readonly to: 'first' | 'last' | 'form' }
  /** Along the controls of the row: -1 towards its start. */
  | { readonly to: 'control'; readonly by: number }
  | { readonly act: 'toggle' | 'remove' | 'duplicate' | 'up' | 'down' };

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The keyboard map of the list. `onName`: the focus is on the row's name, not on one of its other controls. */
export function stepKey(event: Pressed, onName: boolean, rightToLeft: boolean): StepKey | undefined {
  const { key, altKey, shiftKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (altKey && !command) {
    if (key === 'ArrowUp') return { act: 'up' };
    if (key === 'ArrowDown') return { act: 'down' };
    return undefined;
  }
  if (command) return key.toLowerCase() === 'd' && !shiftKey ? { act: 'duplicate' } : undefined;
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  switch (key) {
    case 'ArrowDown':
      return { to: 'row', by: 1 };
    case 'ArrowUp':
      return { to: 'row', by: -1 };
    case 'Home':
      return { to: 'first' };
    case 'End':
      return { to: 'last' };
    case 'ArrowRight':
    case 'ArrowLeft':
      return { to: 'control', by: key === forward ? 1 : -1 };
    case 'Delete':
      return { act: 'remove' };
    case ' ':
      return onName ? { act: 'toggle' } : undefined;
    case 'Enter':
      return onName ? { to: 'form' } : undefined;
    default:
      return undefined;
  }
}
