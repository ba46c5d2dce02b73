import type { Column } from './columns';
import type { Place } from './set';

const placeNames =
  /(^|[_ .-])(poly(gon)?s?|segmentations?|segments?|key_?points?|landmarks?|(b(ounding)?_?)?box(es)?|masks?|rles?|encodedpixels|points?|corners|quads?|contours?|coord(inate)?s|shape_attributes)($|[_ .-])/i;

/** Columns, and lists beside the boxes in one, that by their names say where something is in a way that is not read here. */
export function unreadPlaces(columns: readonly Column[], place: Place | undefined): readonly string[] {
  return columns.flatMap(({ key, values }) => {
    if (place && 'keys' in place && place.keys.includes(key)) return [];
    if (place && 'key' in place && place.key === key) return place.kind === 'cell' ? [] : unreadInside(values, place);
    return placeNames.test(key) && values.some(hasNumbers) ? [key] : [];
  });
}

function unreadInside(values: readonly unknown[], { boxes }: Extract<Place, { boxes: string }>): readonly string[] {
  const inside = values.flatMap((value) => (Array.isArray(value) ? value : [value]) as readonly unknown[]);
  const entries = inside.flatMap((one) => Object.entries(one ?? {}) as readonly (readonly [string, unknown])[]);
  return [
    ...new Set(entries.flatMap(([key, v]) => (key !== boxes && placeNames.test(key) && hasNumbers(v) ? [key] : []))),
  ];
}

/** Two numbers or more, in lists, records, or a text that holds nothing else. */
function hasNumbers(value: unknown): boolean {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const holdsPlaces = typeof value !== 'string' || /^\s*([[{]|[\d\s.,;:|()+-]+$)/.test(text);
  return holdsPlaces && (text.match(/\d+(\.\d+)?/g) ?? []).length > 1;
}

/** Why pictures of a table stay where they are. */
export const unreadSentence = (path: string, names: readonly string[]): string =>
  `${names.map((name) => `“${name}”`).join(', ')} in ${path} may say where things are, in a way that is not known here: the pixels of these pictures are not moved, only their colours change, and the rows go along as they are.`;
