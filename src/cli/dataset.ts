import { UseError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import { missingModels } from '../engine/ready';
import { type Dataset, openDataset } from '../engine/scan';
import type { Call } from './command';
import { givenData } from './data-options';
import { download } from './models';

/** Opens what the command line names, read as the recipe says, or as the command line does where there is none. Throws a `UseError` when it names nothing. */
export async function givenDataset(call: Call, recipe?: Recipe): Promise<Dataset> {
  if (call.words.length === 0) throw missingPath();
  const dataset = await openDataset(call.words, { signal: call.signal, data: recipe ? recipe.data : givenData(call) });
  if (recipe && call.flag('allow-downloads')) {
    for (const missing of missingModels(dataset, recipe)) await download(call, missing);
  }
  return dataset;
}

export const missingPath = (): UseError => new UseError('Say which folder or files: their path is missing.');
