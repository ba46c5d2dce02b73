/** What a key means in the grid of tiles. */
export type TileKey =
  | { readonly to: number }
  | { readonly divider: number }
  | { readonly act: 'menu' | 'another' | 'before' };

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** The keyboard map of the grid: `to` is the index of the tile that gets the focus. */
export function tileKey(
  { key, altKey, ctrlKey, metaKey }: Pressed,
  { at, count, columns, rightToLeft }: { at: number; count: number; columns: number; rightToLeft: boolean },
): TileKey | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  const along = rightToLeft ? -1 : 1;
  const within = (to: number): TileKey => ({ to: to >= 0 && to < count ? to : at });
  switch (key) {
    case 'ArrowRight':
      return within(at + along);
    case 'ArrowLeft':
      return within(at - along);
    case 'ArrowDown':
      return within(at + columns);
    case 'ArrowUp':
      return within(at - columns);
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: count - 1 };
    case '[':
      return { divider: -0.05 };
    case ']':
      return { divider: 0.05 };
    case 'Enter':
      return { act: 'menu' };
    case 'r':
    case 'R':
      return { act: 'another' };
    case ' ':
      return { act: 'before' };
    default:
      return undefined;
  }
}
