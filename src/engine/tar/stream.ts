import type { Writable } from 'node:stream';
import type { Recipe } from '../../core/recipe';
import type { RunFailure } from '../../core/run';
import type { Shard } from '../../core/shards';
import { needFolders } from '../folders';
import { isError, isVariant } from '../lines';
import { planned } from '../open-run';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import { variantsOf } from '../variants';
import { packSamples } from './pack-samples';
import { streamSamples } from './stream-samples';

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
  await needFolders(dataset.root, recipe);
  const variants = await variantsOf(dataset.root, dataset.index, recipe, epoch);
  const counts = { samples: 0, failed: 0 };
  const order = { seed: recipe.seed, epoch, shard, shuffle, padToEqual };
  const end = await packSamples({
    out,
    signal: options.signal,
    samples: (signal) => streamSamples({ dataset, recipe, plan, variants, order, pool, signal }),
    see(line) {
      if (isVariant(line)) counts.samples++;
      if (!isError(line)) return;
      counts.failed++;
      options.onFailure?.(line);
    },
  });
  return { ...counts, end };
}
