import type { Column } from './columns';
import type { Classes, Place } from './set';

/** What a table without a header says of places, by its numbers. */
export interface NamelessPlaces {
  readonly place?: Place;
  readonly classes?: Classes;
  /** What was taken for what. */
  readonly note?: string;
  /** Columns that may say places, and can't be told apart. */
  readonly unread: readonly string[];
}

const corners = 4;

/**
 * RetinaNet's `path,x1,y1,x2,y2,class`: four columns of numbers beside each other, of which the third is larger than
 * the first, and the fourth than the second, in every row. `columns` are all but the one of paths.
 */
export function namelessPlaces(columns: readonly Column[], path: string): NamelessPlaces | undefined {
  const numeric = columns.filter((column) => filled(column).length > 0 && filled(column).every(Number.isFinite));
  const words = columns.filter((column) => !numeric.includes(column));
  if (numeric.length < corners || numeric.length > corners + 1 || words.length > 1) return undefined; // features
  if (words.length === 0 && areClasses(numeric)) return undefined;
  const first = [0, 1].find((at) => areCorners(numeric.slice(at, at + corners)));
  if (first === undefined) return { unread: numeric.map(({ key }) => `column ${Number(key) + 1}`) };
  const four = numeric.slice(first, first + corners);
  const shares = four.flatMap(filled);
  const rest = columns.filter((column) => !four.includes(column));
  const from = Number(four[0]!.key) + 1;
  return {
    place: {
      kind: 'corners',
      keys: four.map(({ key }) => key) as [string, string, string, string],
      shares: shares.every((v) => v <= 1) && shares.some((v) => !Number.isInteger(v)),
    },
    ...(rest.length === 1 && { classes: { kind: 'one', key: rest[0]!.key } }),
    note: `${path} has no header: its columns ${from} to ${from + corners - 1} are taken as the left, top, right and bottom of boxes.`,
    unread: [],
  };
}

const filled = ({ values }: Column): readonly number[] => values.filter((v) => v !== '').map(Number);

/** 0 and 1 for each class, or shares that sum to 1. */
function areClasses(columns: readonly Column[]): boolean {
  const rows = columns[0]!.values.map((_, row) => columns.map(({ values }) => Number(values[row])));
  return rows.every((row) => row.every((v) => v === 0 || v === 1) || Math.abs(row.reduce((a, b) => a + b) - 1) < 0.02);
}

function areCorners(columns: readonly Column[]): boolean {
  const [left, top, right, bottom] = columns;
  if (!left || !top || !right || !bottom || Number(bottom.key) !== Number(left.key) + 3) return false;
  return left.values.every((v, row) => {
    const [x, y, X, Y] = [v, top.values[row], right.values[row], bottom.values[row]];
    return [x, y, X, Y].every((one) => one === '') || (Number(x) < Number(X) && Number(y) < Number(Y));
  });
}
