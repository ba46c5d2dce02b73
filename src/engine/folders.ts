import { UseError } from '../core/errors';
import { applies, withDefaults } from '../core/parameters';
import { isTransformStep, type Recipe, stepParameters, walkSteps } from '../core/recipe';
import { catalogue } from '../transforms/index';
import { pickedFile } from './picked-file';

/** Throws a `UseError` that names the step where a folder that a recipe takes files from is not chosen, missing or empty. */
export async function needFolders(root: string, { steps }: Recipe): Promise<void> {
  for (const [path, step] of walkSteps(steps)) {
    const transform = isTransformStep(step) && !step.disabled ? catalogue.get(step.transform) : undefined;
    const folder = transform?.parameters.folder;
    if (!transform || !isTransformStep(step) || step.probability === 0 || folder?.kind !== 'text') continue;
    const values = withDefaults(transform.parameters, stepParameters(step));
    if (!applies(folder, values)) continue;
    const chosen = values.folder;
    const modality = transform.id.startsWith('audio.') ? 'audio' : 'image';
    if (chosen === '') {
      throw new UseError(`${path}.folder: ${transform.title} needs a folder. Choose one, or switch the step off.`);
    }
    await pickedFile(root, `${chosen}`, 0, modality, folder.title.toLowerCase()).catch((error: Error) => {
      throw new UseError(`${path}.folder: ${error.message}. Choose another folder, or switch the step off.`);
    });
  }
}
