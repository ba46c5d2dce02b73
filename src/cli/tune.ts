import { resolve } from 'node:path';
import { UseError } from '../core/errors';
import { axesText, gridOf, proposedAxes, readAxes } from '../core/grid';
import type { Recipe } from '../core/recipe';
import { accuracyWords, basisWords, gainWords, type NamedRecipe } from '../core/tuning';
import { tuneRecipes } from '../engine/learn/tune';
import { catalogue } from '../transforms';
import type { Command } from './command';
import { givenDataset, missingPath } from './dataset';
import { print, printJson, say } from './output';
import { givenRecipe, recipeOptions } from './recipe';
import { withPool, workerOptions } from './workers';

export const tune: Command = {
  usage: '<path…> --recipe <file.json | preset> [options]',
  summary: 'does it help? train a small classifier with and without, judged on the validation split',
  options: {
    ...recipeOptions,
    try: {
      value: '"NAME=A,B NAME=C,D"',
      help: 'parameters and the values to try, in all combinations: "sigma=0.1,0.5 features=0.5,1"; a range is 0.1..0.3',
    },
    grid: { help: 'try the usual values of the first step' },
    seeds: { value: 'N', help: 'trainings of each, 2 to 100; default: 5' },
    ...workerOptions,
    json: { help: 'print all accuracies as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const recipe = await givenRecipe(call, call.words[0]!);
    const { root } = await givenDataset(call, recipe);
    const grid = call.flag('grid') ? axesText(proposedAxes(recipe, catalogue)) : '';
    const recipes = [{ name: 'with this recipe', recipe }, ...tried(recipe, `${grid} ${call.text('try') ?? ''}`)];
    const paths = call.words.map((path) => resolve(path));
    const seeds = call.whole('seeds', 2, 100) ?? 5;
    const onJudged = (done: number, total: number) => say(`${done} of ${total} trainings`);
    const { signal } = call;
    const report = await withPool(call, (pool) =>
      tuneRecipes({ pool, paths, root, data: recipe.data, recipes, seeds, signal, onJudged }),
    );
    const width = Math.max(...report.judged.map(({ name }) => name.length));
    for (const one of report.judged) {
      const verdict = one.gain ? `${one.gain.verdict}: ${gainWords(one.gain)} points` : '';
      print(`${one.name.padEnd(width)}  ${accuracyWords(one).padStart(12)}  ${verdict}`.trimEnd());
    }
    say(`${basisWords(report)} ± is one standard error; a gain counts beyond two.`);
    if (call.flag('json')) printJson(report);
    return 0;
  },
};

function tried(recipe: Recipe, text: string): readonly NamedRecipe[] {
  try {
    return gridOf(recipe, readAxes(text, recipe, catalogue), catalogue);
  } catch (error) {
    throw new UseError(`--try ${(error as Error).message}`);
  }
}
