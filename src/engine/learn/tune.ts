import type { Recipe } from '../../core/recipe';
import type { Pool } from '../pool';
import type { Dataset } from '../scan';
import { askRows } from '../table/ask-rows';
import { askForRows } from '../table/one-row';
import { trainClassifier } from './classifier';
import type { Document } from './documents';
import { tfIdf } from './tf-idf';

/** Accuracy on the validation documents, over several seeds. */
export interface Judged {
  readonly name: string;
  /** Share that is right, for each seed. */
  readonly accuracies: readonly number[];
  readonly mean: number;
  /** How much more than without augmentation, seed by seed; undefined for that one itself. */
  readonly gain?: { readonly mean: number; readonly error: number };
}

export interface TuneAsk {
  readonly pool: Pool;
  readonly dataset: Dataset;
  readonly documents: readonly Document[];
  readonly recipes: readonly { readonly name: string; readonly recipe: Recipe }[];
  readonly seeds: number;
  readonly signal?: AbortSignal;
  onJudged?(done: number, total: number): void;
}

/**
 * Trains logistic regression on TF-IDF with and without the variants of each recipe, for each seed, and judges it on the
 * validation documents; test data has no part. Standard errors are over the seeds, of the gain of each against its own
 * training without.
 */
export async function tuneRecipes(ask: TuneAsk): Promise<readonly Judged[]> {
  const labelled = ask.documents.filter((one) => one.label !== undefined);
  const training = labelled.filter(({ split }) => split === 'train');
  const validation = labelled.filter(({ split }) => split === 'validation');
  const classes = [...new Set(training.map(({ label }) => label!))].sort();
  const numbers = (of: readonly { readonly label?: string }[]) => of.map(({ label }) => classes.indexOf(label!));
  const truth = numbers(validation);
  const judge = (rows: readonly LabelledText[], seed: number): number => {
    const texts = rows.map(({ text }) => text);
    const space = tfIdf(texts);
    const classify = trainClassifier(space.rows(texts), numbers(rows), classes.length, seed);
    const said = classify(space.rows(validation.map(({ text }) => text)));
    return said.filter((c, i) => c === truth[i]).length / truth.length;
  };
  const seeds = Array.from({ length: ask.seeds }, (_, i) => i + 1);
  const total = seeds.length * (ask.recipes.length + 1);
  let done = 0;
  const judgeAll = async (rowsOf: (seed: number) => Promise<readonly LabelledText[]>): Promise<number[]> => {
    const accuracies: number[] = [];
    for (const seed of seeds) {
      ask.signal?.throwIfAborted();
      accuracies.push(judge(await rowsOf(seed), seed));
      ask.onJudged?.(++done, total);
    }
    return accuracies;
  };
  const without = await judgeAll(async () => training as readonly LabelledText[]);
  const results: Judged[] = [{ name: 'without', accuracies: without, mean: mean(without) }];
  for (const { name, recipe } of ask.recipes) {
    const accuracies = await judgeAll(async (seed) => [
      ...(training as readonly LabelledText[]),
      ...(await variantsOf(ask, { ...recipe, seed })),
    ]);
    const gains = accuracies.map((accuracy, i) => accuracy - without[i]!);
    results.push({
      name,
      accuracies,
      mean: mean(accuracies),
      gain: { mean: mean(gains), error: standardError(gains) },
    });
  }
  return results;
}

interface LabelledText {
  readonly text: string;
  readonly label: string;
}

/** The variants of all training rows that have a label, as a run would write them. */
async function variantsOf({ pool, dataset, signal }: TuneAsk, recipe: Recipe): Promise<readonly LabelledText[]> {
  const made: LabelledText[] = [];
  for (const table of dataset.index.tables ?? []) {
    for (const { first, rows } of table.blocks) {
      const wanted = new Map<number, number>();
      for (let row = first; row < first + rows; row++) {
        if (table.splitOf[row] === 0 && table.classOf[row] !== 0) wanted.set(row, recipe.variants);
      }
      if (wanted.size === 0) continue;
      const result = await askRows(pool, dataset, await askForRows(dataset, table, wanted, recipe, 0), { signal });
      for (const one of result.rows!) if ('raw' in one) made.push({ text: one.text, label: one.line.labels[0]! });
    }
  }
  return made;
}

export const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Of the mean of the values. */
export function standardError(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, v) => sum + (v - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** What a gain means, in words: only one beyond two standard errors, of seeds and of the documents, counts. */
export function verdict({ gain }: Judged, judgedOn: number, accuracy: number): string {
  if (!gain) return '';
  const ofDocuments = Math.sqrt((accuracy * (1 - accuracy)) / judgedOn);
  const points = (share: number) => `${(100 * share).toFixed(1)}`;
  const bound = 2 * Math.max(gain.error, ofDocuments / 2);
  const words = `${gain.mean < 0 ? '' : '+'}${points(gain.mean)} ± ${points(2 * gain.error)} points`;
  if (gain.mean > bound) return `helps: ${words}`;
  if (gain.mean < -bound) return `hurts: ${words}`;
  return `no gain seen: ${words}`;
}
