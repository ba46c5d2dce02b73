import type { DatasetIndex } from '../../core/dataset';
import type { ErrorLine, SkippedLine, VariantLine } from '../../core/manifest';
import type { Plan } from '../../core/plan';
import { placing } from '../../core/plan-places';
import type { Recipe } from '../../core/recipe';
import { catalogue } from '../../transforms';
import { isAbort } from '../calls';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import { streamRows } from '../table/stream-rows';
import { streamDocument } from '../text/stream-document';
import type { VariantOutcome } from '../variant-asks';
import type { DrawnVariant, Variants } from '../variants';
import { type OrderOptions, type StreamItem, streamOrder } from './stream-order';
import { labelFields, sampleFiles, type TarFile } from './web-dataset';

/** What became of a variant: the files of a sample in a tar, or why there are none. */
export type StreamedSample =
  | { readonly line: VariantLine; readonly files: readonly TarFile[] }
  | { readonly line: ErrorLine | SkippedLine };

export interface SampleStream {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly plan: Plan;
  readonly variants: Variants;
  readonly order: OrderOptions;
  readonly pool: Pool;
  readonly signal: AbortSignal;
}

/** The variants of a shard, in order; some are made ahead of the reader. Throws an `AbortError` when it is cancelled. */
export async function* streamSamples(stream: SampleStream): AsyncGenerator<StreamedSample> {
  const { dataset, recipe, plan, order, pool, signal } = stream;
  if (plan.tables) {
    for await (const row of streamRows({ dataset, recipe, tables: plan.tables, order, pool, signal })) {
      signal.throwIfAborted();
      yield row;
    }
    return;
  }
  const place = placing(dataset.index, recipe, catalogue, order.epoch);
  const items = streamOrder(plan, place, order);
  if (dataset.index.modality === 'text') {
    for await (const made of ahead(items, pool.workers * 2, (item) => streamDocument(stream, item))) {
      for (const one of made) {
        signal.throwIfAborted();
        yield one;
      }
    }
    return;
  }
  for await (const made of ahead(items, pool.workers * 2, (item) => make(stream, item))) {
    for (const [n, outcome] of made.outcomes.entries()) {
      signal.throwIfAborted();
      yield sampleOf(stream, dataset.index, made, made.drawn[n]!, outcome);
    }
  }
}

function sampleOf(
  { variants, order: { epoch } }: SampleStream,
  { labelSets, classes }: DatasetIndex,
  { item: { sample } }: Made,
  drawn: DrawnVariant,
  outcome: VariantOutcome,
): StreamedSample {
  const { variant } = outcome;
  if ('error' in outcome) return { line: { source: sample.path, variant, error: outcome.error } };
  const line = variants.line(sample, drawn, outcome);
  const targets = variants.targets(sample, line.steps);
  const fields = labelFields(labelSets, outcome.labels);
  return { line, files: sampleFiles(line, outcome.bytes!, epoch, targets, classes, fields) };
}

interface Made {
  readonly item: StreamItem;
  readonly drawn: readonly DrawnVariant[];
  readonly outcomes: readonly VariantOutcome[];
}

/** Works on so many items ahead of the reader, and hands them over in their order. */
async function* ahead<T>(
  items: Iterable<StreamItem>,
  count: number,
  work: (item: StreamItem) => Promise<T>,
): AsyncGenerator<T> {
  const waiting: Promise<T>[] = [];
  for (const item of items) {
    const made = work(item);
    made.catch(() => {}); // thrown when its turn comes
    waiting.push(made);
    if (waiting.length >= count) yield await waiting.shift()!;
  }
  while (waiting.length > 0) yield await waiting.shift()!;
}

async function make({ variants, pool, signal }: SampleStream, item: StreamItem): Promise<Made> {
  const drawn = item.outputs.map(({ variant, output }) => variants.draw(item.sample, variant, output));
  const asked = drawn.map((one) => variants.asked(item.sample, one));
  try {
    const ask = { ...variants.ask(item.sample, drawn), variants: asked };
    return { item, drawn, outcomes: await pool.run('variants', ask, { signal }) };
  } catch (error) {
    if (isAbort(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return { item, drawn, outcomes: asked.map(({ variant }) => ({ variant, error: message })) };
  }
}
