/** A class whose meaning a mirror changes, and why. */
export interface DirectionalClass {
  readonly name: string;
  readonly reason: string;
}

const patterns: readonly (readonly [RegExp, string])[] = [
  [/(^|[^\p{L}])(left|right)($|[^\p{L}])/iu, 'names a side'],
  [/(^|[^\p{L}])(east|west|clockwise|counterclockwise|anticlockwise)($|[^\p{L}])/iu, 'names a direction'],
  [/(^|[^\p{L}])(arrow|turn|one.?way|merge|keep)($|[^\p{L}])/iu, 'looks like a direction'],
  [/^(digit|number|class|char|letter)?[\s_-]*\d$/iu, 'is a digit'],
  [/^(zero|one|two|three|four|five|six|seven|eight|nine)$/iu, 'is a digit'],
  [/^(letter[\s_-]*)?\p{L}$/iu, 'is a letter'],
  [/(^|[^\p{L}])(text|word|sign|plate|logo|barcode|handwriting)s?($|[^\p{L}])/iu, 'may hold writing'],
];

/** The classes that a flip could turn into another one, or into none. */
export function directionalClasses(classes: readonly string[]): readonly DirectionalClass[] {
  return classes.flatMap((name) => {
    const found = patterns.find(([pattern]) => pattern.test(name.normalize('NFC')));
    return found ? [{ name, reason: found[1] }] : [];
  });
}
