import { setMaxListeners } from 'node:events';
import { UseError } from '../../core/errors';
import type { Recipe } from '../../core/recipe';
import type { DataOptions } from '../../core/table';
import {
  estimated,
  gainOf,
  type Judged,
  mean,
  type NamedRecipe,
  type Outcomes,
  type TuneReport,
} from '../../core/tuning';
import type { Pool } from '../pool';
import { askingSteps, needReady } from '../ready';
import type { JudgeResult } from './asks';

export interface TuneAsk {
  readonly pool: Pool;
  /** What was chosen, absolute, and the dataset's folder. */
  readonly paths: readonly string[];
  readonly root: string;
  readonly data?: DataOptions;
  readonly recipes: readonly NamedRecipe[];
  /** Trainings of each. */
  readonly seeds: number;
  readonly signal?: AbortSignal;
  onJudged?(done: number, total: number): void;
}

/**
 * Trains a small classifier with and without the variants of each recipe, for each seed, and judges it on the validation
 * samples; where there is no such split, on training samples that are held back. Throws a `UseError`.
 */
export async function tuneRecipes(ask: TuneAsk): Promise<TuneReport> {
  for (const { recipe } of ask.recipes) {
    refuseLanguageModels(recipe);
    await needReady(ask.pool, ask, recipe);
  }
  const stop = new AbortController(); // the first that fails ends the others
  const signal = ask.signal ? AbortSignal.any([ask.signal, stop.signal]) : stop.signal;
  setMaxListeners(0, signal); // one for each task
  const seeds = Array.from({ length: ask.seeds }, (_, i) => i + 1);
  const total = seeds.length * (ask.recipes.length + 1);
  let done = 0;
  const judge = async (recipe: Recipe | undefined, seed: number): Promise<JudgeResult> => {
    const { paths, data } = ask;
    const seeded = recipe && { recipe: { ...recipe, seed } };
    const result = await ask.pool.run('judge', { paths, data, seed, ...seeded }, { signal }).catch((error: Error) => {
      stop.abort();
      throw error;
    });
    ask.onJudged?.(++done, total);
    return result;
  };
  const all = [undefined, ...ask.recipes].map((one) => Promise.all(seeds.map((seed) => judge(one?.recipe, seed))));
  const [without, ...withVariants] = await firstFailure(all);
  const outcomes = (results: readonly JudgeResult[]): Outcomes => results.map(({ right }) => right);
  const judged = (name: string, results: readonly JudgeResult[]): Judged => {
    const of = outcomes(results);
    return { name, accuracies: of.map(mean), ...estimated(of) };
  };
  return {
    on: without![0]!.on,
    seeds: ask.seeds,
    judged: [
      judged('without variants', without!),
      ...withVariants.map((results, i) => {
        const { name, recipe } = ask.recipes[i]!;
        return { ...judged(name, results), recipe, gain: gainOf(outcomes(results), outcomes(without!)) };
      }),
    ],
  };
}

/** The first reason is the true one: those that were ended by it only say so. */
async function firstFailure<T>(work: readonly Promise<T>[]): Promise<T[]> {
  for (const one of work) one.catch(() => {});
  return Promise.all(work);
}

/** A model that answers anew for each text of a dataset, over several seeds, would be asked thousands of times. */
function refuseLanguageModels(recipe: Recipe): void {
  const step = askingSteps(recipe).find(
    ({ transform, engine }) => transform === 'text.paraphrase' || engine === 'languageModel',
  );
  if (!step) return;
  throw new UseError(
    `${step.path}: ${step.transform} asks a language model for every text, thousands of times for a judgement. Turn the step off, or choose another engine, and judge the rest.`,
  );
}
