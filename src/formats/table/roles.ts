import type { DataOptions, FeatureRoles, Roles } from '../../core/table';
import { splitOfCell } from './split-cell';

/** Finds out which column is what; undefined where the table holds nothing of that kind. */
export type FindRoles<R> = <Key extends string | number>(
  columns: readonly Column<Key>[],
  data: DataOptions,
) => (R extends 'text' ? Roles<Key> : FeatureRoles<Key>) | undefined;

/** A column or key with the values that were seen in it. */
export interface Column<Key extends string | number> {
  readonly key: Key;
  readonly name: string;
  readonly values: readonly string[];
  /** In JSON: holds lists or records. */
  readonly structured?: boolean;
}

const textNames =
  /^(text|sentences?|reviews?|review_?text|content|comments?|comment_?text|documents?|doc|message|sms|tweet|tweet_?text|question|query|utterance|body|context|passage|paragraph|premise|description|headline|title|v2|texte?|input)$/i;
export const labelNames =
  /^(labels?|label_?text|class(es)?|classname|category|sentiment|target|intent|y|polarity|topic|tags?|rating|stars|score|spam|emotion|v1|genre|type|output)$/i;
const splitNames = /^(split|set|subset|fold|usage|partition|is_valid|is_validation|is_test)$/i;
const spanNames = /^(entities|spans|answers?|ents|annotations|mentions)$/i;
const startNames = /^(start|start_?char|start_?offset|begin|answer_?start)$/i;
const endNames = /^(end|end_?char|end_?offset|answer_?end)$/i;
const numeric = /^\s*-?\d*\.?\d+([eE][-+]?\d+)?\s*$/;

/** There are columns, and none of them reads like text. */
export class NoTextColumn extends Error {
  constructor(readonly columns: readonly string[]) {
    super(
      `has no column that reads like text; there are ${columns.join(', ')}. Name the one that holds the texts: data.text of the recipe, --text-column, or Text under Options`,
    );
  }
}

/**
 * Which column is what, by its name first, then by what stands in it; what the user named stands. Throws a
 * `NoTextColumn`, and when a named column is not there.
 */
export function rolesOf<Key extends string | number>(columns: readonly Column<Key>[], data: DataOptions): Roles<Key> {
  const named = (what: 'text' | 'label' | 'split') => namedColumn(columns, data, what);
  const text = named('text') ?? textColumn(columns);
  if (!text) throw new NoTextColumn(columns.map((c) => c.name));
  const others = columns.filter((c) => c !== text);
  const byName = (names: RegExp) => others.find((c) => names.test(c.name));
  const split = named('split') ?? splitColumn(others);
  const [start, end] = [byName(startNames), byName(endNames)];
  const offsets = start && end && [start, end].every((c) => c.values.every((v) => v === '' || /^\d+$/.test(v)));
  const spans = others.find((c) => spanNames.test(c.name) && (c.structured || c.values.some((v) => /^[[{]/.test(v))));
  const taken = [split, spans, ...(offsets ? [start, end] : [])];
  const label = named('label') ?? labelColumn(others.filter((c) => !taken.includes(c)));
  return {
    text: text.key,
    ...(label && { label: label.key }),
    ...(split && { split: split.key }),
    ...(offsets && { start: start.key, end: end.key }),
    ...(spans && { spans: spans.key }),
  };
}

/** The column that the user named. Throws when it is not there. */
export function namedColumn<Key extends string | number>(
  columns: readonly Column<Key>[],
  data: DataOptions,
  what: 'text' | 'label' | 'split',
): Column<Key> | undefined {
  const name = data[what];
  if (name === undefined) return undefined;
  const column = columns.find((c) => c.name === name || String(c.key) === name);
  if (column) return column;
  throw new Error(`has no column "${name}" for data.${what}; there are ${columns.map((c) => c.name).join(', ')}`);
}

/** The column whose cells name splits. */
export const splitColumn = <Key extends string | number>(columns: readonly Column<Key>[]): Column<Key> | undefined =>
  columns.find((c) => splitNames.test(c.name) && saysSplits(c));

const words = (value: string): number => value.split(/\s+/).filter((w) => /\p{L}/u.test(w)).length;
const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/** The column that a user would read: named so, or with the most words a cell. */
function textColumn<Key extends string | number>(columns: readonly Column<Key>[]): Column<Key> | undefined {
  const rated = columns
    .filter((c) => !c.structured && !c.values.every((v) => v === '' || numeric.test(v)))
    .map((column) => ({ column, words: mean(column.values.filter((v) => v !== '').map(words)) }));
  const likely = rated.filter(({ column, words: n }) => textNames.test(column.name) && n >= 1);
  const best = (likely.length > 0 ? likely : rated.filter(({ words: n }) => n >= 2)).sort((a, b) => b.words - a.words);
  return best[0]?.column;
}

/** The column named as a label, or the last one with few values that come again and again. */
export function labelColumn<Key extends string | number>(columns: readonly Column<Key>[]): Column<Key> | undefined {
  const byName = columns.filter((c) => labelNames.test(c.name));
  const readable = byName.find((c) => /text|name/i.test(c.name)) ?? byName[0];
  if (readable) return readable;
  return columns.findLast(({ values, structured }) => {
    const different = new Set(values.filter((v) => v !== ''));
    const few = different.size > 1 && different.size <= Math.max(2, values.length / 3);
    return !structured && few && [...different].every((v) => words(v) <= 4 && v.length < 60 && !/^-?\d*\.\d+$/.test(v));
  });
}

const saysSplits = ({ name, values }: Column<string | number>): boolean =>
  values.length > 0 && values.filter((v) => v !== '').every((v) => splitOfCell(v, name) !== undefined);
