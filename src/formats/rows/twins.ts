import type { Column } from './columns';
import type { Classes, Twin } from './set';

type Cells = Readonly<Record<string, unknown>>;

/** Names of columns that may say a class a second time: `target`, `classID`, `label_name`. */
const second =
  /^(class|label|category|target|tag|species|breed)(es|s)?_?(id|idx|index|num|number|no|code|name|text|title)?$/i;

/**
 * Collects over the rows of a table which columns say its class a second time, as `target` beside `category` in ESC-50:
 * those of such a name in which each class has one value, and each value one class.
 */
export function collectTwins(columns: readonly Column[], classes: Classes | undefined) {
  const key = classes?.kind === 'one' ? classes.key : undefined;
  const open = new Map<string, { values: Map<string, unknown>; classes: Map<unknown, string> }>();
  for (const column of columns) {
    if (key === undefined || column.key === key || !second.test(column.key)) continue;
    open.set(column.key, { values: new Map(), classes: new Map() });
  }
  return {
    add(cells: Cells): void {
      const name = String(cells[key ?? ''] ?? '');
      if (name === '') return;
      for (const [twin, { values, classes }] of open) {
        const value = cells[twin];
        const fits = !values.has(name) || values.get(name) === value;
        if (fits && (!classes.has(value) || classes.get(value) === name)) {
          values.set(name, value);
          classes.set(value, name);
        } else open.delete(twin);
      }
    },
    /** The classes, with their twins. */
    classes(): Classes | undefined {
      if (classes?.kind !== 'one' || open.size === 0) return classes;
      const twins = [...open].map(([twin, { values }]): Twin => ({ key: twin, values: Object.fromEntries(values) }));
      return { ...classes, twins };
    },
  };
}

/** What the class cells of a row say of a class. Throws where no row says how a twin calls it. */
export function namedCells({ key, twins = [] }: Classes & { readonly kind: 'one' }, name: string): Cells {
  const others = twins.map((twin): readonly [string, unknown] => {
    if (!Object.hasOwn(twin.values, name)) throw new Error(`no row says which ${twin.key} the class ${name} has`);
    return [twin.key, twin.values[name]];
  });
  return { [key]: name, ...Object.fromEntries(others) };
}
