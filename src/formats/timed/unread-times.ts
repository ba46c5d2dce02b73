import type { Column } from '../rows/columns';
import {
  areNumbers,
  elsewhere,
  ends,
  filledOf,
  frames,
  isNameless,
  isNumber,
  moments,
  plain,
  starts,
} from './time-names';

/**
 * Columns that may say when or where something happens, and are not read: by their names, by those of what stands in
 * them (`events` of `{onset, offset}`), and without a header where there are numbers enough for a box.
 */
export const unreadTimes = (columns: readonly Column[]): readonly string[] => {
  if (columns.some(({ key }) => elsewhere.test(plain(key)))) return [];
  const nameless = columns.filter((column) => isNameless(column) && areNumbers(column));
  if (nameless.length >= 4) return nameless.map(({ key }) => `column ${Number(key) + 1}`);
  return columns.flatMap((column) => (filledOf(column).some((v) => mayBeTime(column.key, v)) ? [column.key] : []));
};

const ofTime = [starts, ends, frames, moments];
const mayBeTime = (key: string, value: unknown): boolean => {
  if (typeof value !== 'object') return isNumber(value) && isOfTime(key);
  const inside: readonly unknown[] = Array.isArray(value) ? value : [value];
  return inside.some((one) =>
    typeof one === 'object' && one !== null
      ? Object.entries(one).some(([name, v]) => mayBeTime(name, v))
      : isNumber(one) && (isOfTime(key) || isOfTime(key.replace(/s$/i, ''))),
  );
};
const isOfTime = (key: string): boolean => ofTime.some((pattern) => pattern.test(plain(key)));
