import type { Parameters } from './parameters';

/** A way in which a step may lay the picture differently: it decides which classes change their meaning. */
export type Reorientation = 'horizontal' | 'vertical' | 'half turn' | 'quarter turn';

/** A class whose meaning such a step changes, by which of them, and why. */
export interface DirectionalClass {
  readonly name: string;
  readonly reason: string;
  readonly by: readonly Reorientation[];
}

const all: readonly Reorientation[] = ['horizontal', 'vertical', 'half turn', 'quarter turn'];
const mirrors: readonly Reorientation[] = ['horizontal', 'vertical'];

const patterns: readonly (readonly [RegExp, string, readonly Reorientation[]])[] = [
  [word('left|right|east|west'), 'names a side', ['horizontal', 'half turn', 'quarter turn']],
  [word('up|down|upwards?|downwards?|north|south'), 'names up or down', ['vertical', 'half turn', 'quarter turn']],
  [word('clockwise|counterclockwise|anticlockwise'), 'names a direction', mirrors],
  [word('arrow|turn|one.?way|merge|keep'), 'looks like a direction', all],
  [word('text|word|sign|plate|logo|barcode|handwriting', 's?'), 'may hold writing', mirrors],
];

function word(words: string, ending = ''): RegExp {
  return new RegExp(`(^|[^\\p{L}])(${words})${ending}($|[^\\p{L}])`, 'iu');
}

const digitWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The characters that look the same afterwards. */
const unchanged: Readonly<Record<Reorientation, string>> = {
  horizontal: '018AHIMOTUVWXYilovwx',
  vertical: '0138BCDEHIKOXclox',
  'half turn': '01258HINOSXZlosxz',
  'quarter turn': '0OXox',
};

/** The classes that a flip or a turn could make into another one, or into none. */
export function directionalClasses(classes: readonly string[]): readonly DirectionalClass[] {
  return classes.flatMap((name) => {
    const plain = name.normalize('NFC');
    const character = characterOf(plain);
    if (character !== undefined) return characterClass(name, character);
    const found = patterns.find(([pattern]) => pattern.test(plain));
    return found ? [{ name, reason: found[1], by: found[2] }] : [];
  });
}

/** The one digit or letter that a class is about: `7`, `digit 7`, `seven`, `letter a`. */
function characterOf(name: string): string | undefined {
  const spoken = digitWords.indexOf(name.toLowerCase());
  if (spoken >= 0) return String(spoken);
  return /^(?:(?:digit|number|class|char|letter)?[\s_-]*(\d)|(?:(?:char|letter)[\s_-]*)?(\p{L}))$/iu
    .exec(name)
    ?.slice(1)
    .find((found) => found !== undefined);
}

function characterClass(name: string, character: string): readonly DirectionalClass[] {
  const by = all.filter((way) => !unchanged[way].includes(character));
  if (by.length === 0) return [];
  return [{ name, reason: /\d/.test(character) ? 'is a digit' : 'is a letter', by }];
}

/** How a transform may lay the picture differently, as data: it is asked wherever a recipe is edited. */
export type Reorients =
  /** The words of a choice, each with what it does. */
  | { readonly choice: string; readonly words: Readonly<Record<string, readonly Reorientation[]>> }
  /** A range of degrees: near 90 it is a quarter turn, near 180 a half one. */
  | { readonly degrees: string }
  | { readonly always: readonly Reorientation[] };

/** What a step with these values may do to directions. */
export function reorientations(
  { reorients, parameters }: { readonly reorients?: Reorients; readonly parameters: Parameters },
  values: Readonly<Record<string, unknown>>,
): readonly Reorientation[] {
  if (!reorients) return [];
  if ('always' in reorients) return reorients.always;
  if ('choice' in reorients) {
    const chosen = values[reorients.choice] ?? parameters[reorients.choice]?.default;
    return reorients.words[String(chosen)] ?? [];
  }
  const range = (values[reorients.degrees] ?? parameters[reorients.degrees]?.default) as readonly [number, number];
  const most = Math.max(Math.abs(range[0]), Math.abs(range[1]));
  return most >= 135 ? ['quarter turn', 'half turn'] : most >= 45 ? ['quarter turn'] : [];
}

/** The classes whose meaning such a step changes. */
export const endangered = (
  classes: readonly DirectionalClass[],
  ways: readonly Reorientation[],
): readonly DirectionalClass[] => classes.filter(({ by }) => by.some((way) => ways.includes(way)));

/** Which classes a step leaves out. */
interface Limits {
  readonly onlyClasses?: readonly string[];
  readonly exceptClasses?: readonly string[];
}

/**
 * `exceptClasses` of a step whose values changed, and with them the classes that it endangers: these, as long as the user
 * has not chosen others. Where every class of the dataset is endangered none is filled in, or the step would do nothing.
 */
export function sparedClasses(
  step: Limits,
  before: readonly DirectionalClass[],
  after: readonly DirectionalClass[],
  classes: readonly string[],
): readonly string[] | undefined {
  const filled = (hurt: readonly DirectionalClass[]) => (hurt.length < classes.length ? hurt.map((c) => c.name) : []);
  const given = new Set(step.exceptClasses);
  const expected = filled(before);
  const untouched = !step.onlyClasses && given.size === expected.length && expected.every((name) => given.has(name));
  if (!untouched) return step.exceptClasses;
  const names = filled(after);
  return names.length > 0 ? names : undefined;
}

/** "6 (is a digit) and 9 (is a digit) are left out of the flip." */
export function leftOutWords(noun: string, left: readonly DirectionalClass[]): string {
  const named = left.slice(0, left.length > 5 ? 4 : 5).map(({ name, reason }) => `${name} (${reason})`);
  if (left.length > 5) named.push(`${left.length - 4} more`);
  const list = named.length > 1 ? `${named.slice(0, -1).join(', ')} and ${named.at(-1)}` : named[0];
  return `${list} ${left.length === 1 ? 'is' : 'are'} left out of the ${noun}.`;
}
