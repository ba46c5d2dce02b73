import type { DataOptions, FeatureRoles, NumberStyle } from '../../core/table';
import { type Column, labelColumn, labelNames, namedColumn, splitColumn } from '../table/roles';
import { isNumber, styleOf } from './numbers';

const listNames = /^(embeddings?|vectors?|features?|emb|values?|representation|hidden|x)$/i;
const indexNames = /^(id|idx|index|row|row_?id|row_?number|unnamed: ?0|source_?row|variant|)$/i;
/** Whole numbers in so many columns are features too: pixels, counts. */
const manyColumns = 16;

/**
 * The columns that hold an embedding: one with lists of as many numbers in each row, or several with a number each, of
 * which some are no whole numbers. Undefined when there are none. Throws when a column that the user named is not there.
 */
export function featureRoles<Key extends string | number>(
  columns: readonly Column<Key>[],
  data: DataOptions,
): FeatureRoles<Key> | undefined {
  if (data.text !== undefined) return undefined;
  const lists = columns.filter(isList);
  const list = lists.find((c) => listNames.test(c.name)) ?? lists[0];
  if (list) {
    const others = columns.filter((c) => c !== list);
    const styles = [styleOf(list.values.flatMap((value) => value.split(',')))];
    return {
      features: [list.key],
      width: list.values[0]!.split(',').length,
      list: true,
      styles,
      ...labelRoles(others, data),
    };
  }
  const { label, split } = labelRoles(columns, data);
  const features = columns.filter(
    (c) => c.key !== label && c.key !== split && !c.structured && !indexNames.test(c.name) && isNumeric(c),
  );
  if (features.length < 2 || (features.length < manyColumns && !features.some(isFractional))) return undefined;
  const roles: FeatureRoles<Key> = {
    features: features.map((c) => c.key),
    width: features.length,
    list: false,
    styles: features.map((c): NumberStyle => styleOf(c.values)),
  };
  return { ...roles, ...(label !== undefined && { label }), ...(split !== undefined && { split }) };
}

/** The columns that say label and split: by name first, then words that come again and again, then a few whole numbers. */
function labelRoles<Key extends string | number>(
  columns: readonly Column<Key>[],
  data: DataOptions,
): Pick<FeatureRoles<Key>, 'label' | 'split'> {
  const split = namedColumn(columns, data, 'split') ?? splitColumn(columns);
  const left = columns.filter((c) => c !== split && !isFractional(c) && !indexNames.test(c.name));
  const words = left.filter((c) => !isNumeric(c));
  const label =
    namedColumn(columns, data, 'label') ??
    left.find((c) => labelNames.test(c.name) && !c.structured) ??
    labelColumn(words) ??
    labelColumn(left.filter((c) => c.values.every((v) => /^\d+$/.test(v.trim())) && columns.some(isFractional)));
  return { ...(label && { label: label.key }), ...(split && { split: split.key }) };
}

/** The roles of a file that says what the rows of another one are. One column alone is the label. */
export function labelFileRoles<Key extends string | number>(
  columns: readonly Column<Key>[],
  data: DataOptions,
): FeatureRoles<Key> {
  const alone: Pick<FeatureRoles<Key>, 'label' | 'split'> = { label: columns[0]!.key };
  const { label, split } = columns.length === 1 ? alone : labelRoles(columns, data);
  return {
    features: [],
    width: 0,
    list: false,
    styles: [],
    ...(label !== undefined && { label }),
    ...(split !== undefined && { split }),
  };
}

const isNumeric = ({ values }: Column<string | number>): boolean => values.length > 0 && values.every(isNumber);

const isFractional = (column: Column<string | number>): boolean =>
  isNumeric(column) && column.values.some((value) => /[.e]/i.test(value));

/** Lists of as many numbers in each row, at least two. */
function isList({ values, structured }: Column<string | number>): boolean {
  if (!structured || values.length === 0) return false;
  const lists = values.map((value) => value.split(','));
  const [first] = lists;
  return first!.length > 1 && lists.every((l) => l.length === first!.length && l.every((v) => v !== '' && isNumber(v)));
}
