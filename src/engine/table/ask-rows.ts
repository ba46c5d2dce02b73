import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DatasetIndex } from '../../core/dataset';
import type { Answer, ModelQuestion, PartnerQuestion, Question } from '../../core/questions';
import type { Recipe } from '../../core/recipe';
import { featureCount } from '../../core/table';
import { partnerOf } from '../embedding/partners';
import { scalesOf } from '../embedding/scales';
import { onDisk } from '../on-disk';
import type { Pool, TaskOptions } from '../pool';
import { fingerprint } from '../record';
import type { Dataset } from '../scan';
import { modelStorage } from '../storage';
import type { CorpusTable, RowsAsk, RowsResult } from './asks';
import { corpusTable } from './corpus-table';

/** Answers of a pool's models; the same question is never asked twice while there is room. */
const known = new WeakMap<Pool, Map<string, Answer>>();
const mostKnown = 300_000;

/**
 * Variants of rows. Draws that need a model, a server or vectors come back as questions, which are answered together for
 * all rows of the block, and the rows are drawn again: so models see large batches, and drawing stays a pure function.
 */
export async function askRows(
  pool: Pool,
  dataset: Dataset,
  ask: RowsAsk,
  options: TaskOptions = {},
): Promise<RowsResult> {
  const answers = new Map<string, Answer>();
  const width = featureCount(ask.reading);
  const scales = width > 0 ? await scalesOf(pool, dataset, width) : undefined;
  for (;;) {
    const result = await pool.run('rows', { ...ask, answers, ...(scales && { scales }) }, options);
    if (!result.open) return result;
    for (const [key, answer] of await answered(pool, dataset, ask.recipe, result.open, options)) {
      answers.set(key, answer);
    }
  }
}

const isPartner = (asked: readonly [string, Question]): asked is [string, PartnerQuestion] =>
  asked[1].ask === 'partner';
const isForModels = (asked: readonly [string, Question]): asked is [string, ModelQuestion] =>
  asked[1].ask !== 'partner';

async function answered(
  pool: Pool,
  dataset: Dataset,
  recipe: Recipe,
  all: ReadonlyMap<string, Question>,
  options: TaskOptions,
): Promise<ReadonlyMap<string, Answer>> {
  const partners = [...all].filter(isPartner).map(([key, question]) => [key, partnerOf(dataset, question)] as const);
  const open = new Map([...all].filter(isForModels));
  const learnt = [...open.values()].some((q) => q.ask === 'neighbors' && q.vectors === '')
    ? await learntVectors(pool, dataset, recipe)
    : undefined;
  const before = known.get(pool) ?? new Map<string, Answer>();
  known.set(pool, before);
  const keyOf = (key: string) => `${dataset.root} ${learnt ?? ''} ${key}`;
  const left = [...open].filter(([key]) => !before.has(keyOf(key)));
  const given = new Map<string, Answer>(partners);
  for (const key of open.keys()) {
    const answer = before.get(keyOf(key));
    if (answer) given.set(key, answer);
  }
  if (left.length === 0) return given;
  const ask = { questions: left.map(([, question]) => question), root: dataset.root, storage: modelStorage(), learnt };
  const said = await pool.run('answer', ask, options);
  if (before.size > mostKnown) before.clear();
  for (const [i, [key]] of left.entries()) {
    given.set(key, said[i]!);
    if (!('error' in said[i]!)) before.set(keyOf(key), said[i]!);
  }
  return given;
}

const learning = new WeakMap<DatasetIndex, Promise<string>>();

/** The folder of the vectors of the dataset's own words, learnt from its training rows at the first question. */
function learntVectors(pool: Pool, dataset: Dataset, { data }: Recipe): Promise<string> {
  const { root, index } = dataset;
  let learnt = learning.get(index);
  if (!learnt) {
    const key = createHash('sha256').update(JSON.stringify([root, fingerprint(index), data ?? {}]));
    const folder = join(modelStorage(), 'vectors', key.digest('hex').slice(0, 24));
    learnt = pool.run('learn', { corpus: trainingRows(dataset), folder }).then(() => folder);
    learnt.catch(() => learning.delete(index));
    learning.set(index, learnt);
  }
  return learnt;
}

/** All training rows, or training documents, of a dataset, whatever was chosen of it. */
export function trainingRows(dataset: Dataset): readonly CorpusTable[] {
  const { root, index } = dataset;
  if (index.tables) return index.tables.map((table) => corpusTable(dataset, table));
  return index.samples.map((sample) => ({
    disk: onDisk(root, sample),
    reading: { kind: 'document', encoding: 'utf8', head: 0, lineEnd: '\n' },
    blocks: [{ start: 0, end: sample.bytes, first: 0, rows: 1, list: 0 }],
    taken: Uint8Array.of(sample.split === 'train' ? 1 : 0),
  }));
}
