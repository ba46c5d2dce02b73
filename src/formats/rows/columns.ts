import type { Classes, Place } from './set';

/** A column and values of it. */
export interface Column {
  readonly key: string;
  readonly values: readonly unknown[];
}

const sides: Readonly<Record<'left' | 'top' | 'right' | 'bottom', RegExp>> = {
  left: /^(x_?min|left|x_?1|bbox_?x_?min|xtl)$/i,
  top: /^(y_?min|top|y_?1|bbox_?y_?min|ytl)$/i,
  right: /^(x_?max|right|x_?2|bbox_?x_?max|xbr)$/i,
  bottom: /^(y_?max|bottom|y_?2|bbox_?y_?max|ybr)$/i,
};
const corner: Readonly<Record<'x' | 'y' | 'width' | 'height', RegExp>> = {
  x: /^(bbox_?)?x$/i,
  y: /^(bbox_?)?y$/i,
  width: /^(bbox_?)?(w|width)$/i,
  height: /^(bbox_?)?(h|height)$/i,
};
const classNames =
  /^(class|classes|class_?name|label|labels|label_?name|category|categories|target|targets|tag|tags|breed|species|diagnosis|object|name)$/i;
const plural = /(s|_ids)$/i;

const numbersOf = ({ values }: Column): readonly number[] =>
  values.filter((v) => v !== '' && v !== null && v !== undefined).map(Number);
const areNumbers = (column: Column): boolean => {
  const numbers = numbersOf(column);
  return numbers.length > 0 && numbers.every(Number.isFinite);
};

/** Where the rows say where objects are; undefined where they do not. */
export function placeOf(columns: readonly Column[]): Place | undefined {
  const named = (pattern: RegExp) => columns.find((c) => pattern.test(c.key) && areNumbers(c));
  const [left, top, right, bottom] = [named(sides.left), named(sides.top), named(sides.right), named(sides.bottom)];
  if (left && top && right && bottom) {
    return {
      kind: 'corners',
      keys: [left.key, top.key, right.key, bottom.key],
      shares: areShares([left, top, right, bottom]),
    };
  }
  const [x, y, width, height] = [named(corner.x), named(corner.y), named(corner.width), named(corner.height)];
  if (x && y && width && height) {
    return { kind: 'size', keys: [x.key, y.key, width.key, height.key], shares: areShares([x, y, width, height]) };
  }
  const cell = columns.find((c) => /^(bbox|box)$/i.test(c.key) && c.values.some((v) => fourNumbers(v)));
  if (cell) return { kind: 'cell', key: cell.key };
  return columns.map(placeInside).find((place) => place !== undefined);
}

/** Where the records or lists in a column say where objects are. */
function placeInside({ key, values }: Column): Place | undefined {
  const filled = values.find((v) => typeof v === 'object' && v !== null && !(Array.isArray(v) && v.length === 0));
  const kind = Array.isArray(filled) ? 'records' : 'lists';
  const first: unknown = Array.isArray(filled) ? filled[0] : filled;
  if (typeof first !== 'object' || first === null || Array.isArray(first)) return undefined;
  const entries = Object.entries(first);
  const named = (pattern: RegExp) =>
    entries.find(([name, v]) => pattern.test(name) && (kind === 'records' || Array.isArray(v)));
  const boxes = named(/^b?_?box(es)?$/i);
  const classes = named(/^(categor(y|ies)(_id)?|labels?|class(es)?)$/i);
  return boxes && { kind, key, boxes: boxes[0], ...(classes && { classes: classes[0] }) };
}

/** Shares of width and height, as Open Images has them. */
const areShares = (columns: readonly Column[]): boolean => {
  const numbers = columns.flatMap(numbersOf);
  return numbers.every((n) => n >= 0 && n <= 1) && numbers.some((n) => !Number.isInteger(n));
};

/** Four numbers in a list or in a text that holds one. */
export function fourNumbers(value: unknown): readonly [number, number, number, number] | undefined {
  const list = Array.isArray(value)
    ? value
    : /^\s*[[(]?\s*(-?[\d.]+([,\s]+|\s*$)){4}/.test(String(value).replace(/[\])]\s*$/, ''))
      ? (String(value).match(/-?\d+(\.\d+)?/g) ?? [])
      : [];
  const numbers = list.map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? (numbers as never) : undefined;
}

/** Where the rows say classes; undefined where they do not. */
export function classesColumn(columns: readonly Column[], place: Place | undefined): Classes | undefined {
  const placed = new Set(place ? ('keys' in place ? place.keys : [place.key]) : []);
  const rest = columns.filter((c) => !placed.has(c.key));
  const candidates = rest.filter(
    (c) => classNames.test(c.key) && c.values.some((v) => v !== '' && v !== null && v !== undefined),
  );
  const [named] = candidates;
  if (named) return oneOrMany(worded(named, candidates));
  const numeric = rest.filter(areNumbers);
  const flags = numeric.filter(
    (c) => numbersOf(c).every((n) => n === 0 || n === 1) && numbersOf(c).length === c.values.length,
  );
  const split = /^(is_valid|is_test|fold|split)$/i;
  const flagged = flags.filter((c) => !split.test(c.key));
  if (flagged.length > 1) return { kind: 'flags', columns: withNames(flagged) };
  const shares = numeric.filter((c) => numbersOf(c).every((n) => n >= 0 && n <= 1));
  const rows = shares[0]?.values.length ?? 0;
  const sums = Array.from({ length: rows }, (_, i) => shares.reduce((sum, c) => sum + Number(c.values[i]), 0));
  if (shares.length > 1 && sums.every((sum) => Math.abs(sum - 1) < 0.02))
    return { kind: 'shares', columns: withNames(shares) };
  const [only, more] = rest;
  const distinct = new Set(only?.values).size;
  return only && !more && distinct * 2 <= only.values.length ? oneOrMany(only) : undefined;
}

/** The column of words that says the same as one of numbers: `category` beside `target`. */
function worded(column: Column, candidates: readonly Column[]): Column {
  const kinds = ({ values }: Column) => new Set(values).size;
  const words = candidates.find((c) => !areNumbers(c) && kinds(c) > 1 && kinds(c) <= kinds(column));
  return areNumbers(column) && words ? words : column;
}

function oneOrMany({ key, values }: Column): Classes {
  const texts = values.filter((v) => typeof v === 'string');
  if (values.some((v) => Array.isArray(v)) || texts.some((v) => /^\s*\[.*\]\s*$/.test(v))) {
    return { kind: 'many', key, separator: 'json' };
  }
  if (texts.some((v) => v.includes('|'))) return { kind: 'many', key, separator: '|' };
  const separator = plural.test(key)
    ? ([';', ',', ' '] as const).find((s) => texts.some((v) => v.trim().includes(s)))
    : undefined;
  return separator ? { kind: 'many', key, separator } : { kind: 'one', key };
}

/** Names of classes without what all column names begin with: `p_dress` and `p_hat` are dress and hat. */
function withNames(columns: readonly Column[]): readonly { readonly key: string; readonly name: string }[] {
  const prefix = /^(.*[_.:])/.exec(columns[0]!.key)?.[1] ?? '';
  const common = prefix !== '' && columns.every((c) => c.key.startsWith(prefix) && c.key.length > prefix.length);
  return columns.map(({ key }) => ({ key, name: common ? key.slice(prefix.length) : key }));
}

/** The columns of the picture's own size. */
export function sizeColumns(
  columns: readonly Column[],
  place: Place | undefined,
): readonly [string, string] | undefined {
  const placed = new Set<string>(place && 'keys' in place ? place.keys : []);
  const find = (pattern: RegExp) =>
    columns.find((c) => pattern.test(c.key) && !placed.has(c.key) && areNumbers(c))?.key;
  const [width, height] = [find(/^(image_?|img_?)?(width|w)$/i), find(/^(image_?|img_?)?(height|h)$/i)];
  return width !== undefined && height !== undefined ? [width, height] : undefined;
}
