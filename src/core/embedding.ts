import type { Parameters } from './parameters';
import { randomFor } from './random';
import type { Drawn, TransformBase } from './transform';

/** What a step does to the values of a row. */
export type EmbeddingOperation =
  /** Gaussian noise on a share of the features; sigma in standard deviations of each. */
  | { readonly kind: 'noise'; readonly share: number; readonly sigma: number; readonly seed: number }
  /** weight · this + (1 − weight) · partner. */
  | { readonly kind: 'mix'; readonly partner: string; readonly weight: number }
  /** A share of the features becomes 0 or its mean; `rescale`: what is left is divided by what is left of the whole. */
  | {
      readonly kind: 'drop';
      readonly share: number;
      readonly to: 'zero' | 'mean';
      readonly rescale: boolean;
      readonly seed: number;
    };

export interface EmbeddingTransform<S extends Parameters = Parameters, D extends Drawn = Drawn>
  extends TransformBase<S, D> {
  readonly id: `embedding.${string}`;
  compile(drawn: D): readonly EmbeddingOperation[];
}

/** Checks a declaration's types and gives it to the catalogue. */
export function embeddingTransform<const S extends Parameters, D extends Drawn>(
  t: EmbeddingTransform<S, D>,
): EmbeddingTransform {
  return t as unknown as EmbeddingTransform;
}

/** Mean and standard deviation of each feature over the training rows. */
export interface FeatureScales {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/**
 * The values of a row after some operations; values that are no finite numbers stay. `partner` gives the values of
 * another row as the dataset holds it; throws what it throws, and for a partner of another length.
 */
export function changedValues(
  values: Float64Array,
  operations: readonly EmbeddingOperation[],
  scales: FeatureScales,
  partner: (name: string) => Float64Array,
): Float64Array {
  const now = values.slice();
  for (const operation of operations) change(now, operation, scales, partner);
  return now;
}

function change(
  now: Float64Array,
  operation: EmbeddingOperation,
  { mean, deviation }: FeatureScales,
  partner: (name: string) => Float64Array,
): void {
  switch (operation.kind) {
    case 'noise': {
      const { sigma, share, seed } = operation;
      const normals = randomFor(seed, 'noise'); // beside the choice: a larger share keeps the noise of the smaller one
      const taken = chosenFeatures(now.length, share, seed);
      for (let i = 0; i < now.length; i++) {
        if (taken[i] === 1) now[i]! += normals.normal() * sigma * deviation[i]!;
        else normals.skipNormal();
      }
      return;
    }
    case 'mix': {
      const other = partner(operation.partner);
      if (other.length !== now.length) {
        throw new Error(`${operation.partner} has ${other.length} features, and this row has ${now.length}`);
      }
      const { weight } = operation;
      for (let i = 0; i < now.length; i++) now[i] = weight * now[i]! + (1 - weight) * other[i]!;
      return;
    }
    case 'drop': {
      const { share, to, rescale, seed } = operation;
      const taken = chosenFeatures(now.length, share, seed);
      const left = taken.reduce((sum, one) => sum - one, now.length);
      const scale = rescale && left > 0 ? now.length / left : 1;
      for (let i = 0; i < now.length; i++) {
        now[i] = taken[i] === 1 ? (to === 'mean' ? mean[i]! : 0) : now[i]! * scale;
      }
    }
  }
}

/**
 * 1 for the features that are chosen: a share of them, at least one unless the share is 0. Each has its own number, so
 * that a larger share keeps what the smaller one chose.
 */
export function chosenFeatures(count: number, share: number, seed: number): Uint8Array {
  const random = randomFor(seed, 'features');
  const ranks = new Uint32Array(count);
  for (let i = 0; i < count; i++) ranks[i] = random.seed();
  const taken = new Uint8Array(count);
  const wanted = share === 0 ? 0 : Math.max(1, Math.round(share * count));
  if (wanted === 0) return taken;
  const sorted = ranks.slice().sort();
  const last = sorted[wanted - 1]!;
  let ofLast = wanted - sorted.indexOf(last); // several may have the same number: the first of them
  for (let i = 0; i < count; i++) {
    if (ranks[i]! < last || (ranks[i] === last && ofLast-- > 0)) taken[i] = 1;
  }
  return taken;
}
