import { UseError } from '../../core/errors';
import { modelFolder } from '../models/transformers';
import { openDataset } from '../scan';
import type { TaskControl } from '../serve';
import type { TextsAsk } from './asks';
import { type Document, documentsOf } from './documents';

/** A dataset of texts, with its documents in their order. Throws a `UseError` where there are none. */
export async function readTexts(
  { paths, data }: Pick<TextsAsk, 'paths' | 'data'>,
  control: TaskControl,
): Promise<{ readonly root: string; readonly documents: readonly Document[] }> {
  const dataset = await openDataset(paths, { data });
  if (dataset.index.modality !== 'text' || dataset.index.samples.length === 0) {
    throw new UseError(`${paths.join(', ')} holds no texts. This works on tables of texts, or folders of .txt files.`);
  }
  const documents = await documentsOf(dataset, () => {
    control.check();
    control.alive();
  });
  return { root: dataset.root, documents };
}

/** Throws a `UseError` where the model is not on this computer, before anything is read or written. */
export function needModel({ model, storage }: TextsAsk, root: string): void {
  if (model === undefined) return;
  try {
    modelFolder(model, root, storage);
  } catch (error) {
    throw new UseError(`${(error as Error).message}`);
  }
}
