import { balanceNeeds, evenPart } from './balance';
import { type DatasetIndex, selectorOf } from './dataset';
import type { Plan } from './plan';
import { planWarnings } from './plan-warnings';
import type { Recipe } from './recipe';
import type { Refusal, RunChoice } from './run';
import { splits, type Table } from './table';
import { classCounts, classOfRow, rowsIn } from './table-counts';
import type { Catalogue } from './transform';

/** A table of which a run writes variants. */
export interface PlannedTable {
  readonly table: Table;
  /** For each row, how many variants it gets. */
  readonly counts: Uint16Array;
}

/** Plans a run over rows: which rows get how many variants, which files are copied. */
export function planTables(
  index: DatasetIndex,
  all: readonly Table[],
  recipe: Recipe,
  catalogue: Catalogue,
  choice: RunChoice,
  refusal: Refusal | undefined,
): Plan {
  const chosen = selectorOf(index);
  const isSource = (table: Table, row: number): boolean =>
    chosen(table.path) && (choice.allowEvaluationData || table.splitOf[row] === 0);
  const { tables, short } = refusal ? { tables: [], short: [] } : countRows(all, recipe, isSource);
  const written = new Set(tables.flatMap(({ table }) => [table.path, ...(table.labels ? [table.labels.path] : [])]));
  const copies = [...index.samples, ...index.others].filter(({ path }) => !written.has(path));
  const sum = (add: (counts: Uint16Array) => number) => tables.reduce((total, { counts }) => total + add(counts), 0);
  const variants = sum((counts) => counts.reduce((total, n) => total + n, 0));
  const touched = (split: number) =>
    tables.some(({ table, counts }) => counts.some((n, row) => n > 0 && table.splitOf[row] === split));
  return {
    sources: sum((counts) => counts.reduce((total, n) => total + (n > 0 ? 1 : 0), 0)),
    variants,
    work: () => [],
    samples: [],
    tables,
    copies: refusal || choice.onlyVariants ? [] : copies,
    untouched: choice.onlyVariants
      ? []
      : splits.filter((split, i) => all.some((table) => rowsIn(table, split) > 0) && !touched(i)),
    refusal,
    warnings: planWarnings(index, recipe, catalogue, { total: variants, short, counter: () => () => 0 }),
  };
}

function countRows(all: readonly Table[], recipe: Recipe, isSource: (table: Table, row: number) => boolean) {
  const { variants } = recipe;
  const needs = recipe.balance
    ? balanceNeeds(
        classCounts(all, (table, row) => table.splitOf[row] === 0),
        classCounts(all, isSource),
        variants,
      )
    : undefined;
  const among = needs && classCounts(all, isSource);
  const seen = new Map<string, number>();
  const countOf = (table: Table, row: number): number => {
    const name = needs && classOfRow(table, row);
    if (name === undefined) return variants;
    const at = seen.get(name) ?? 0;
    seen.set(name, at + 1);
    return evenPart(needs!.needed.get(name)!, among!.get(name)!, at);
  };
  const tables = all.flatMap((table): readonly PlannedTable[] => {
    const counts = new Uint16Array(table.rows);
    for (let row = 0; row < table.rows; row++) if (isSource(table, row)) counts[row] = countOf(table, row);
    return counts.some((n) => n > 0) ? [{ table, counts }] : [];
  });
  return { tables, short: needs?.short ?? [] };
}
