import type { DatasetProblem, Split } from '../../core/dataset';
import { splits, type Table } from '../../core/table';
import type { RowFacts } from '../../formats/table/codec';

const mostClasses = 65_000;
const problemsNamed = 20;

/** Keeps of each row of a table its class and its split: three bytes. */
export interface Collector {
  readonly rows: number;
  /** One more row, with what it says or why it can't be read; `split` is what the table says of it. */
  add(facts: () => RowFacts, split: Split): void;
  /** Every row says its split, or the lists of the table do. */
  namesSplits(): void;
  done(): {
    readonly facts: Pick<Table, 'rows' | 'classOf' | 'classNames' | 'splitOf' | 'splitByRow'>;
    readonly problems: readonly DatasetProblem[];
  };
}

/** Rows that can't be read are named in the problems, and count as rows without class. */
export function collector(path: string): Collector {
  const classOf = growing((n) => new Uint16Array(n));
  const splitOf = growing((n) => new Uint8Array(n));
  const classNumbers = new Map<string, number>();
  const problems: DatasetProblem[] = [];
  let [rows, unread] = [0, 0];
  let splitByRow = false;
  const read = (facts: () => RowFacts): RowFacts => {
    try {
      return facts();
    } catch (error) {
      unread++;
      if (unread <= problemsNamed) {
        problems.push({ path: `${path}#${rows}`, problem: `${(error as Error).message}: left out` });
      }
      return {};
    }
  };
  const numberOf = (label: string | undefined): number => {
    if (label === undefined) return 0;
    const known = classNumbers.get(label);
    if (known !== undefined) return known;
    if (classNumbers.size >= mostClasses) return 0;
    classNumbers.set(label, classNumbers.size + 1);
    return classNumbers.size;
  };
  return {
    get rows() {
      return rows;
    },
    add(facts, split) {
      const { label, split: own } = read(facts);
      splitByRow ||= own !== undefined;
      classOf.push(numberOf(label));
      splitOf.push(splits.indexOf(own ?? split));
      rows++;
    },
    namesSplits() {
      splitByRow = true;
    },
    done() {
      if (unread > problemsNamed) {
        problems.push({ path, problem: `${unread - problemsNamed} more rows can't be read: left out` });
      }
      const classNames = [...classNumbers.keys()];
      return { facts: { rows, classOf: classOf.done(), classNames, splitOf: splitOf.done(), splitByRow }, problems };
    },
  };
}

/** A list of small numbers that grows by doubling. */
function growing<T extends Uint8Array | Uint16Array>(make: (length: number) => T) {
  let list = make(1024);
  let length = 0;
  return {
    push(value: number) {
      if (length === list.length) {
        const longer = make(length * 2);
        longer.set(list);
        list = longer;
      }
      list[length++] = value;
    },
    done: (): T => list.slice(0, length) as T,
  };
}
