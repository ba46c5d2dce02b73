const placeNames =
  /(^|[_ .-])(poly(gon)?s?|segmentations?|segments?|key_?points?|kpts?|landmarks?|(b(ounding)?_?)?box(es)?|masks?|rles?|encodedpixels|points?|corners|quads?|contours?|coord(inate)?s|shape_attributes)($|[_ .-])/i;

/** True where a name promises places, and numbers stand under it. */
export const isUnread = (name: string, value: unknown): boolean => placeNames.test(name) && hasNumbers(value);

/** Two numbers or more, in lists, records, or a text that holds nothing else. */
function hasNumbers(value: unknown): boolean {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const holdsPlaces = typeof value !== 'string' || /^\s*([[{]|[\d\s.,;:|()+-]+$)/.test(text);
  return holdsPlaces && (text.match(/\d+(\.\d+)?/g) ?? []).length > 1;
}

/** Why pictures stay where they are, beside such labels. */
export const unreadSentence = (path: string, names: Iterable<string>): string =>
  `${[...names].map((name) => `“${name}”`).join(', ')} in ${path} may say where things are, in a way that is not known here: the pixels of these pictures are not moved, only their colours change, and these labels go along as they are.`;
