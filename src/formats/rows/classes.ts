import { heaviestClass } from '../../core/targets';
import type { Classes } from './set';
import { namedCells } from './twins';

type Cells = Readonly<Record<string, unknown>>;

/** Classes that a row says; of shares the one with the largest. */
export function classesIn(cells: Cells, classes: Classes | undefined): readonly string[] {
  switch (classes?.kind) {
    case undefined:
      return [];
    case 'one': {
      const value = cells[classes.key];
      return value === '' || value === null || value === undefined ? [] : [String(value)];
    }
    case 'many':
      return listOf(cells[classes.key], classes.separator);
    case 'flags':
      return classes.columns.filter(({ key }) => Number(cells[key]) === 1).map(({ name }) => name);
    case 'shares': {
      const heaviest = heaviestClass(new Map(classes.columns.map(({ key, name }) => [name, Number(cells[key])])));
      return heaviest === undefined ? [] : [heaviest];
    }
  }
}

function listOf(value: unknown, separator: Extract<Classes, { kind: 'many' }>['separator']): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  const text = String(value ?? '').trim();
  if (text === '') return [];
  if (separator !== 'json') return text.split(separator).flatMap((name) => name.trim() || []);
  return text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .flatMap((name) => name.trim().replace(/^(['"])(.*)\1$/, '$2') || []);
}

/** A row, and what its classes are called where left and right have changed places. */
export interface NamedRow {
  readonly cells: Cells;
  readonly rename?: (name: string) => string;
}

/** A partner's row, with the share that is left of it. */
export interface PartnerRow extends Omit<NamedRow, 'cells'> {
  readonly cells: Cells | undefined;
  readonly weight: number;
}

/** What the class cells of a mixed or mirrored variant say. A class of several stays from a half on. */
export function classCells(
  own: NamedRow,
  classes: Classes | undefined,
  target: ReadonlyMap<string, number>,
  partners: readonly PartnerRow[],
): Readonly<Record<string, unknown>> {
  const { cells } = own;
  const said = targetInRows(own, classes, partners) ?? target;
  const heaviest = heaviestClass(said);
  const kept = [...said].flatMap(([name, weight]) => (weight >= 0.5 || name === heaviest ? [name] : []));
  switch (classes?.kind) {
    case undefined:
      return {};
    case 'one':
      return heaviest === undefined || heaviest === String(cells[classes.key]) ? {} : namedCells(classes, heaviest);
    case 'many': {
      const was = cells[classes.key];
      if (Array.isArray(was)) return { [classes.key]: kept };
      if (classes.separator !== 'json') return { [classes.key]: kept.join(spacing(String(was), classes.separator)) };
      const quote = String(was).includes("'") ? "'" : '"';
      const bare = !/['"]/.test(String(was));
      return { [classes.key]: `[${kept.map((name) => (bare ? name : quote + name + quote)).join(', ')}]` };
    }
    case 'flags':
      return Object.fromEntries(
        classes.columns.map(({ key, name }) => [key, flagLike(cells[key], kept.includes(name))]),
      );
    case 'shares':
      return Object.fromEntries(
        classes.columns.map((column) => [column.key, mixedShare(own, column, classes.columns, target, partners)]),
      );
  }
}

/** Class → weight by these rows alone: other labels of the same samples are no classes of theirs. */
function targetInRows(own: NamedRow, classes: Classes | undefined, partners: readonly PartnerRow[]) {
  const target = new Map<string, number>();
  const add = (cells: Cells, weight: number, rename: NamedRow['rename']) => {
    for (const said of classesIn(cells, classes)) {
      const name = rename ? rename(said) : said;
      target.set(name, Math.min(1, (target.get(name) ?? 0) + weight));
    }
  };
  add(own.cells, 1 - partners.reduce((sum, { weight }) => sum + weight, 0), own.rename);
  for (const { cells, weight, rename } of partners) {
    if (!cells) return undefined;
    add(cells, weight, rename);
  }
  return target;
}

type ClassColumn = Extract<Classes, { columns: unknown }>['columns'][number];

const spacing = (was: string, separator: string): string =>
  was.includes(`${separator} `) ? `${separator} ` : separator;

const flagLike = (was: unknown, on: boolean): unknown =>
  typeof was === 'boolean'
    ? on
    : typeof was === 'number'
      ? Number(on)
      : String(was).includes('.')
        ? on
          ? '1.0'
          : '0.0'
        : on
          ? '1'
          : '0';

/** The row's own share and the partners', each by its weight. */
function mixedShare(
  own: NamedRow,
  { key, name }: ClassColumn,
  columns: readonly ClassColumn[],
  target: ReadonlyMap<string, number>,
  partners: readonly PartnerRow[],
): unknown {
  const shareOf = (cells: Cells, rename: NamedRow['rename']): number =>
    columns
      .filter((column) => (rename ? rename(column.name) : column.name) === name)
      .reduce((sum, column) => sum + Number(cells[column.key]), 0);
  const others = partners.reduce((sum, { weight }) => sum + weight, 0);
  const known = partners.every((partner) => partner.cells);
  const share = known
    ? partners.reduce(
        (sum, p) => sum + p.weight * shareOf(p.cells!, p.rename),
        (1 - others) * shareOf(own.cells, own.rename),
      )
    : (target.get(name) ?? 0);
  const decimals = Math.max(6, String(own.cells[key]).split('.')[1]?.length ?? 0);
  return Number(share.toFixed(decimals));
}
