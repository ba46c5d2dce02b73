import { UseError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import { checkRecipe, problemLines } from '../core/recipe-check';
import { documentsOf } from '../engine/learn/documents';
import { tuneRecipes, verdict } from '../engine/learn/tune';
import { needReady } from '../engine/ready';
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
    try: { value: 'NAME=A,B,…', help: 'a parameter of the first step and the values to try: words=0.1,0.3' },
    seeds: { value: 'N', help: 'trainings of each, 2 to 100; default: 5' },
    ...workerOptions,
    json: { help: 'print all accuracies as JSON, as the last line' },
  },
  async run(call) {
    if (call.words.length === 0) throw missingPath();
    const recipe = await givenRecipe(call, call.words[0]!);
    const dataset = await givenDataset(call, recipe);
    if (!dataset.index.tables) throw new UseError('tune judges datasets of texts, and this is none.');
    const documents = await documentsOf(dataset, () => call.signal.throwIfAborted());
    const validation = documents.filter(({ split, label }) => split === 'validation' && label !== undefined).length;
    if (validation === 0) {
      throw new UseError(
        'tune judges on labelled documents of the validation split, and there is none: name a folder with one.',
      );
    }
    const recipes = variations(recipe, call.text('try'));
    const seeds = call.whole('seeds', 2, 100) ?? 5;
    const judged = await withPool(call, async (pool) => {
      for (const one of recipes) await needReady(pool, dataset, one.recipe);
      const onJudged = (done: number, total: number) => say(`${done} of ${total} trainings`);
      return tuneRecipes({ pool, dataset, documents, recipes, seeds, signal: call.signal, onJudged });
    });
    const [without] = judged;
    print(`Logistic regression on TF-IDF, judged on ${validation} validation documents, ${seeds} seeds`);
    for (const one of judged) {
      const accuracy = `${(100 * one.mean).toFixed(1)} %`;
      print(`${one.name.padEnd(24)} ${accuracy.padStart(7)}  ${verdict(one, validation, without!.mean)}`.trimEnd());
    }
    if (call.flag('json')) printJson({ validation, seeds, judged });
    return 0;
  },
};

/** The recipe itself, or one for each value that shall be tried: a range becomes that one value. */
function variations(recipe: Recipe, given: string | undefined): readonly { name: string; recipe: Recipe }[] {
  if (given === undefined) return [{ name: 'with the recipe', recipe }];
  const [first, ...rest] = recipe.steps;
  const kind = first && 'transform' in first ? catalogue.get(`${first.transform}`) : undefined;
  const [name, values] = given.split('=', 2) as [string, string | undefined];
  const parameter = kind?.parameters[name];
  if (!first || !parameter || !values) {
    const known = Object.keys(kind?.parameters ?? {}).join(', ');
    throw new UseError(`--try must name a parameter of the first step (${known}) and values: words=0.1,0.3.`);
  }
  return values.split(',').map((word) => {
    const value =
      parameter.kind === 'range' ? [Number(word), Number(word)] : parameter.kind === 'number' ? Number(word) : word;
    const checked = checkRecipe({ ...recipe, steps: [{ ...first, [name]: value }, ...rest] }, catalogue);
    if ('recipe' in checked) return { name: `${name} ${word}`, recipe: checked.recipe };
    throw new UseError(`--try ${name}=${word}:\n${problemLines(checked.problems)}`);
  });
}
