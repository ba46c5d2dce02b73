import { isUnread } from '../unread';
import type { Column } from './columns';
import type { Place } from './set';

/** Columns, and lists beside the boxes in one, that by their names say where something is in a way that is not read here. */
export function unreadPlaces(columns: readonly Column[], place: Place | undefined): readonly string[] {
  return columns.flatMap(({ key, values }) => {
    if (place && 'keys' in place && place.keys.includes(key)) return [];
    if (place && 'key' in place && place.key === key) return place.kind === 'cell' ? [] : unreadInside(values, place);
    return values.some((value) => isUnread(key, value)) ? [key] : [];
  });
}

function unreadInside(values: readonly unknown[], { boxes }: Extract<Place, { boxes: string }>): readonly string[] {
  const inside = values.flatMap((value) => (Array.isArray(value) ? value : [value]) as readonly unknown[]);
  const entries = inside.flatMap((one) => Object.entries(one ?? {}) as readonly (readonly [string, unknown])[]);
  return [...new Set(entries.flatMap(([key, v]) => (key !== boxes && isUnread(key, v) ? [key] : [])))];
}
