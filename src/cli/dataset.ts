import { UseError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import { downloadModel } from '../engine/models/download';
import { missingModels } from '../engine/ready';
import { type Dataset, openDataset } from '../engine/scan';
import { modelStorage } from '../engine/storage';
import type { Call } from './command';
import { say, size } from './output';

/** Opens what the command line names, read as the recipe says. Throws a `UseError` when it names nothing. */
export async function givenDataset(call: Call, recipe?: Recipe): Promise<Dataset> {
  if (call.words.length === 0) throw missingPath();
  const dataset = await openDataset(call.words, { signal: call.signal, data: recipe?.data });
  if (recipe && call.flag('allow-downloads')) await download(call, dataset, recipe);
  return dataset;
}

async function download({ signal }: Call, dataset: Dataset, recipe: Recipe): Promise<void> {
  for (const missing of missingModels(dataset, recipe)) {
    let told = 0;
    await downloadModel(missing, modelStorage(), {
      signal,
      onProgress(done, total) {
        if (done < total && done - told < 20e6) return;
        told = done;
        say(`${missing.model}: ${size(done)} of ${size(total)}`);
      },
    }).catch((error: Error) => {
      signal.throwIfAborted();
      throw new UseError(error.message);
    });
  }
}

export const missingPath = (): UseError => new UseError('Say which folder or files: their path is missing.');
