import type { Modality } from './modality';
import type { Recipe } from './recipe';

/** A recipe that is judged, under the name that a table shows. */
export interface NamedRecipe {
  readonly name: string;
  readonly recipe: Recipe;
}

/** A share with its standard error: over the seeds, and over the samples that it was seen on. */
export interface Estimated {
  readonly mean: number;
  readonly error: number;
}

/** What a gain means: only one beyond two standard errors counts. */
export type Verdict = 'helps' | 'hurts' | 'no gain seen';

/** How often a classifier is right on the validation samples, over several seeds. */
export interface Judged extends Estimated {
  readonly name: string;
  /** Undefined: trained without variants. */
  readonly recipe?: Recipe;
  /** Share that is right, for each seed. */
  readonly accuracies: readonly number[];
  /** How much more than without variants, sample by sample and seed by seed; undefined for that one itself. */
  readonly gain?: Estimated & { readonly verdict: Verdict };
}

/** What was trained and judged on. */
export interface JudgedOn {
  readonly modality: Modality;
  /** Samples, without variants. */
  readonly training: number;
  readonly validation: number;
  /** There is no validation split: these were held back from training. */
  readonly heldBack: boolean;
  /** There are so many training samples; some were chosen evenly. */
  readonly trainingOf: number;
  readonly classes: number;
}

export interface TuneReport {
  readonly on: JudgedOn;
  readonly seeds: number;
  /** Without variants first. */
  readonly judged: readonly Judged[];
}

/** For each seed, which samples were right: 1 or 0. */
export type Outcomes = readonly (readonly number[])[];

export const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Of the mean of the values; 0 where one value alone says nothing of it. */
export function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, v) => sum + (v - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** The mean of all outcomes: its error is that of the seeds and that of the samples together. */
export function estimated(outcomes: Outcomes): Estimated {
  const bySeed = outcomes.map(mean);
  const bySample = (outcomes[0] ?? []).map((_, i) => mean(outcomes.map((of) => of[i]!)));
  return { mean: mean(bySeed), error: Math.hypot(standardError(bySeed), standardError(bySample)) };
}

/** Judges outcomes against those without variants, of the same seeds and samples. */
export function gainOf(outcomes: Outcomes, without: Outcomes): NonNullable<Judged['gain']> {
  const gain = estimated(outcomes.map((of, seed) => of.map((right, i) => right - without[seed]![i]!)));
  const bound = Math.max(2 * gain.error, 1 / (without[0]?.length ?? 1)); // one sample more is no gain
  const verdict = gain.mean > bound ? 'helps' : gain.mean < -bound ? 'hurts' : 'no gain seen';
  return { ...gain, verdict };
}

const points = (share: number): string => (100 * share).toFixed(1).replace('-0.0', '0.0');

/** "+0.4 ± 0.3": percentage points, and one standard error of them. */
export const gainWords = ({ mean: gain, error }: Estimated): string =>
  `${gain > 0 && points(gain) !== '0.0' ? '+' : ''}${points(gain).replace('-', '−')} ± ${points(error)}`;

/** "93.6 ± 1.0 %" */
export const accuracyWords = ({ mean: share, error }: Estimated): string => `${points(share)} ± ${points(error)} %`;

/** How well it was judged, in a sentence or two. */
export function basisWords({ on, seeds }: TuneReport): string {
  const { modality, training, trainingOf, validation, heldBack } = on;
  const features: Partial<Record<Modality, string>> = {
    text: 'the words (TF-IDF)',
    image: 'thumbnails of 8 × 8 pixels, which see colour and rough shape and nothing finer',
    embedding: 'the features',
  };
  const some = training < trainingOf ? ` of ${trainingOf.toLocaleString('en')}, chosen evenly` : '';
  const judged = heldBack
    ? `No validation split was found, so ${validation.toLocaleString('en')} of the training samples were held back for it.`
    : `Judged on the ${validation.toLocaleString('en')} samples of the validation split; test data has no part.`;
  return `Logistic regression on ${features[modality]}, ${seeds} seeds, ${training.toLocaleString('en')} training samples${some}. ${judged}`;
}
