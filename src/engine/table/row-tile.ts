import type { Span } from '../../core/spans';
import { parseRowName } from '../../core/table';
import { wordDiff } from '../../core/word-diff';
import type { EmbeddingTile, TextTile } from '../../protocol-tiles';
import { placedTile } from '../embedding/tile';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import { askRows } from './ask-rows';
import type { LookedRow, LookedText, RowsAsk } from './asks';

/**
 * A row, or a document, before and after, and what was drawn for it: the row that a run writes. `withCloud`: with the
 * other rows of the dataset as points. Throws what is wrong with the row.
 */
export async function makeRowTile(
  pool: Pool,
  dataset: Dataset,
  ask: RowsAsk,
  variant: number,
  withCloud: boolean,
  signal?: AbortSignal,
): Promise<{ readonly tile: TextTile | EmbeddingTile; readonly outcomes: LookedRow['outcomes'] }> {
  const { rows = [] } = await askRows(pool, dataset, { ...ask, look: variant }, { signal, urgent: true });
  const made = rows.find(({ line }) => line.variant === variant) ?? rows.find(({ line }) => line.variant === undefined);
  if (!made) throw new Error('has changed since the folder was read: read it again.');
  if ('error' in made.line || !made.look) throw new Error('error' in made.line ? made.line.error : 'can’t be read');
  const notes = 'skipped' in made.line ? [`left out: ${made.line.skipped}`] : [];
  const { look } = made;
  const tile =
    look.kind === 'text'
      ? { ...textTile(look), notes }
      : {
          ...(await placedTile(pool, dataset, ask.table, parseRowName(made.line.source)!.row, look, withCloud, signal)),
          notes,
        };
  return { tile, outcomes: look.outcomes };
}

function textTile({ before, spansBefore, after, spans, replaced }: LookedText): Omit<TextTile, 'notes'> {
  const changes = wordDiff(before, after).map((change) => {
    const [was, now] = [textAt(before, change.before), textAt(after, change.after)];
    const own = replaced.find((word) => word.was === was && word.now === now);
    if (!own) return change;
    const { candidates, wordClass, leftOut } = own;
    return { ...change, candidates, wordClass, leftOut };
  });
  return { kind: 'text', before: { text: before, spans: spansBefore }, after: { text: after, spans }, changes };
}

const textAt = (text: string, { start, end }: Span): string => text.slice(start, end);
