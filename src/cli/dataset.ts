import { UseError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import { type Dataset, openDataset } from '../engine/scan';
import type { Call } from './command';

/** Opens what the command line names, read as the recipe says. Throws a `UseError` when it names nothing. */
export function givenDataset(call: Call, recipe?: Recipe): Promise<Dataset> {
  if (call.words.length === 0) throw missingPath();
  return openDataset(call.words, { signal: call.signal, data: recipe?.data });
}

export const missingPath = (): UseError => new UseError('Say which folder or files: their path is missing.');
