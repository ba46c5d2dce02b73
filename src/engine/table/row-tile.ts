import type { Span } from '../../core/spans';
import { wordDiff } from '../../core/word-diff';
import type { TextTile } from '../../protocol';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import type { LookedRow, RowsAsk } from '../tasks';
import { askRows } from './ask-rows';

/** A row, or a document, before and after, and what was drawn for it: the text that a run writes. Throws what is wrong with the row. */
export async function makeRowTile(
  pool: Pool,
  dataset: Dataset,
  ask: RowsAsk,
  variant: number,
  signal?: AbortSignal,
): Promise<{ readonly tile: TextTile; readonly outcomes: LookedRow['outcomes'] }> {
  const { rows = [] } = await askRows(pool, dataset, { ...ask, look: variant }, { signal, urgent: true });
  const made = rows.find(({ line }) => line.variant === variant) ?? rows.find(({ line }) => line.variant === undefined);
  if (!made) throw new Error('has changed since the folder was read: read it again.');
  if ('error' in made.line || !made.look) throw new Error('error' in made.line ? made.line.error : 'can’t be read');
  const { before, spansBefore, after, spans, outcomes, replaced } = made.look;
  const changes = wordDiff(before, after).map((change) => {
    const [was, now] = [textAt(before, change.before), textAt(after, change.after)];
    const own = replaced.find((word) => word.was === was && word.now === now);
    return own ? { ...change, candidates: own.candidates } : change;
  });
  const notes = 'skipped' in made.line ? [`left out: ${made.line.skipped}`] : [];
  const tile: TextTile = {
    kind: 'text',
    before: { text: before, spans: spansBefore },
    after: { text: after, spans },
    changes,
    notes,
  };
  return { tile, outcomes };
}

const textAt = (text: string, { start, end }: Span): string => text.slice(start, end);
