import { setMaxListeners } from 'node:events';
import type { Writable } from 'node:stream';
import { pack } from 'tar-stream';
import { placing } from '../core/plan-places';
import type { Recipe } from '../core/recipe';
import type { RunFailure } from '../core/run';
import type { Shard } from '../core/shards';
import { catalogue } from '../transforms';
import { isAbort } from './calls';
import { planned } from './open-run';
import type { Pool } from './pool';
import type { Dataset } from './scan';
import { type StreamItem, streamOrder } from './stream-order';
import { streamRows } from './table/stream-rows';
import type { VariantOutcome } from './tasks';
import { type DrawnVariant, type Variants, variantsOf } from './variants';
import { addFile, labelFields, sampleFiles, sendTar } from './web-dataset';

export interface StreamOptions {
  readonly pool: Pool;
  /** Gets the tar; nothing else may be written to it. */
  readonly out: Writable;
  /** Each epoch draws anew. Default 0, which is what a run writes. */
  readonly epoch?: number;
  /** Default: everything. */
  readonly shard?: Shard;
  /** In an order that depends on seed and epoch alone. */
  readonly shuffle?: boolean;
  /** Every shard gets the same number of samples; a few come twice. */
  readonly padToEqual?: boolean;
  readonly allowEvaluationData?: boolean;
  readonly signal?: AbortSignal;
  onFailure?(failure: RunFailure): void;
}

export interface StreamResult {
  /** Samples written. */
  readonly samples: number;
  readonly failed: number;
  readonly end: 'whole' | 'cancelled' | 'reader gone';
}

/**
 * The variants of a dataset as a WebDataset tar: for each `<key>.<ext>`, `<key>.cls` where it has a class, and
 * `<key>.json` with all that was drawn. The same bytes for the same recipe, epoch and shard; memory does not grow with
 * what is sent. Throws a `UseError` before anything is written. A sample that can't be made is left out and told.
 */
export async function streamRecipe(dataset: Dataset, recipe: Recipe, options: StreamOptions): Promise<StreamResult> {
  const { pool, out, epoch = 0, shard = { index: 0, count: 1 }, shuffle = false, padToEqual = false } = options;
  const choice = { onlyVariants: true, allowEvaluationData: options.allowEvaluationData ?? false };
  const plan = planned(dataset.index, recipe, choice, epoch);
  const variants = await variantsOf(dataset.root, dataset.index, recipe, epoch);
  const gone = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, gone.signal]) : gone.signal;
  setMaxListeners(0, signal); // one for each task under way
  const tar = pack();
  const sent = sendTar(tar, out, () => {
    gone.abort();
    tar.destroy();
  });
  sent.catch(() => {}); // thrown below
  const counts = { samples: 0, failed: 0 };
  try {
    const how = { seed: recipe.seed, epoch, shard, shuffle, padToEqual };
    const rows = plan.tables
      ? streamRows({ dataset, recipe, tables: plan.tables, order: how, pool, signal })
      : ([] as const);
    for await (const one of rows) {
      signal.throwIfAborted();
      if ('failure' in one) {
        counts.failed++;
        options.onFailure?.(one.failure);
      } else {
        for (const file of one.files) await addFile(tar, file);
        counts.samples++;
      }
    }
    const place = placing(dataset.index, recipe, catalogue, epoch);
    const order = streamOrder(plan, place, how);
    for await (const made of ahead(order, pool.workers * 2, (item) => make(variants, pool, item, signal))) {
      for (const [n, outcome] of made.outcomes.entries()) {
        signal.throwIfAborted();
        const { sample } = made.item;
        if ('error' in outcome) {
          counts.failed++;
          options.onFailure?.({ source: sample.path, error: outcome.error });
        } else {
          const line = variants.line(sample, made.drawn[n]!, outcome);
          const targets = variants.targets(sample, line.steps);
          const fields = labelFields(dataset.index.labelSets, outcome.labels);
          const files = sampleFiles(line, outcome.bytes!, epoch, targets, dataset.index.classes, fields);
          for (const file of files) await addFile(tar, file);
          counts.samples++;
        }
      }
    }
    tar.finalize();
    return { ...counts, end: (await sent) ? 'whole' : 'reader gone' };
  } catch (error) {
    tar.destroy();
    const there = await sent.catch((reason: unknown) => {
      if (gone.signal.aborted) throw reason;
      return true;
    });
    if (there && !signal.aborted) throw error;
    return { ...counts, end: there ? 'cancelled' : 'reader gone' };
  }
}

interface Made {
  readonly item: StreamItem;
  readonly drawn: readonly DrawnVariant[];
  readonly outcomes: readonly VariantOutcome[];
}

/** Works on so many items ahead of the reader, and hands them over in their order. */
async function* ahead(
  items: Iterable<StreamItem>,
  count: number,
  work: (item: StreamItem) => Promise<Made>,
): AsyncGenerator<Made> {
  const waiting: Promise<Made>[] = [];
  for (const item of items) {
    const made = work(item);
    made.catch(() => {}); // thrown when its turn comes
    waiting.push(made);
    if (waiting.length >= count) yield await waiting.shift()!;
  }
  while (waiting.length > 0) yield await waiting.shift()!;
}

async function make(variants: Variants, pool: Pool, item: StreamItem, signal: AbortSignal): Promise<Made> {
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
