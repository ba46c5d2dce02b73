import type { PlannedSource } from '../core/plan';
import type { PlannedTable } from '../core/plan-tables';
import { isTurn } from '../core/shards';
import type { OpenRun } from './open-run';

type Of = Pick<OpenRun, 'plan' | 'shard'>;

export interface SourceTurn {
  /** Its place in the plan. */
  readonly i: number;
  readonly source: PlannedSource;
}

/** The sources of a part of a run. */
export function* sourceTurns({ plan, shard }: Of): Generator<SourceTurn> {
  let i = 0;
  for (const source of plan.work()) {
    if (isTurn(shard, i)) yield { i, source };
    i++;
  }
}

export interface BlockTurn {
  /** The place of its table in the plan. */
  readonly n: number;
  readonly planned: PlannedTable;
  /** Its number in the table. */
  readonly block: number;
  /** For each of its rows, how many variants it gets. */
  readonly counts: Uint16Array;
}

/** The blocks of tables of a part of a run, those without any variant left out. */
export function* blockTurns({ plan, shard }: Of): Generator<BlockTurn> {
  let turn = 0;
  for (const [n, planned] of (plan.tables ?? []).entries()) {
    for (const [block, { first, rows }] of planned.table.blocks.entries()) {
      const counts = planned.counts.subarray(first, first + rows);
      if (counts.some((count) => count > 0) && isTurn(shard, turn++)) yield { n, planned, block, counts };
    }
  }
}

/** How much of a run a part is. */
export function shareOf(run: Of): { readonly sources: number; readonly variants: number } {
  if (!run.shard) return run.plan;
  const share = { sources: 0, variants: 0 };
  for (const { source } of sourceTurns(run)) {
    share.sources++;
    share.variants += source.outputs.length;
  }
  for (const { counts } of blockTurns(run)) {
    for (const count of counts) {
      if (count > 0) share.sources++;
      share.variants += count;
    }
  }
  return share;
}
