import type { Sample } from '../../core/dataset';
import { firstNotBelow } from '../../core/order';
import { permutation } from '../../core/permutation';
import type { Plan } from '../../core/plan';
import type { Placing } from '../../core/plan-places';
import type { Shard } from '../../core/shards';
import { taskRanges } from '../source-parts';

/** What is made in one go: variants of one sample. */
export interface StreamItem {
  readonly sample: Sample;
  readonly outputs: readonly { readonly variant: number; readonly output: string }[];
}

export interface OrderOptions {
  readonly seed: number;
  readonly epoch: number;
  readonly shard: Shard;
  readonly shuffle: boolean;
  /** Every shard gets the same number of variants: the first ones of the order come again at its end. */
  readonly padToEqual: boolean;
}

/**
 * The part of a shard, in order. Plain: every `count`-th source with all of its variants, so that each is decoded once.
 * Shuffled, or padded: every `count`-th place of an order of all variants that knows nothing of shards.
 */
export function streamOrder(plan: Plan, place: Placing, options: OrderOptions): Iterable<StreamItem> {
  return options.shuffle || options.padToEqual ? byPlaces(plan, place, options) : inOrder(plan, options.shard);
}

function* inOrder(plan: Plan, { index, count }: Shard): Generator<StreamItem> {
  let i = 0;
  for (const { sample, outputs } of plan.work()) {
    if (i++ % count !== index) continue;
    for (const [from, to] of taskRanges(outputs.length)) {
      yield { sample, outputs: outputs.slice(from, to).map((output, k) => ({ variant: from + k + 1, output })) };
    }
  }
}

function* byPlaces(
  plan: Plan,
  place: Placing,
  { seed, epoch, shard, shuffle, padToEqual }: OrderOptions,
): Generator<StreamItem> {
  const samples: Sample[] = [];
  const ends = new Float64Array(plan.sources); // after the variants of each source, counted through
  let total = 0;
  for (const { sample, outputs } of plan.work()) {
    total += outputs.length;
    ends[samples.length] = total;
    samples.push(sample);
  }
  const order = shuffle ? permutation(total, seed, epoch, 'stream') : (at: number) => at;
  const end = padToEqual ? Math.ceil(total / shard.count) * shard.count : total;
  for (let at = shard.index; at < end && total > 0; at += shard.count) {
    const item = order(at % total);
    const i = firstNotBelow(samples.length, (n) => ends[n]! <= item);
    const variant = item - (i > 0 ? ends[i - 1]! : 0) + 1;
    const sample = samples[i]!;
    yield { sample, outputs: [{ variant, output: place(sample, variant) }] };
  }
}
